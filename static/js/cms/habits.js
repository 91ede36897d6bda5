// What suits our editors better than Wagtail's own habits.

// The toolbar of texts stays in sight, unless an editor has chosen otherwise.
localStorage["wagtail:draftail-toolbar"] ??= "sticky";

// On a telephone a panel that was left open covers the form that is opened next.
if (matchMedia("(max-width: 37.5rem)").matches) localStorage.removeItem("wagtail:side-panel-open");

// A date that can't be read stays as it was typed, to be told of, where the calendar would put today's instead.
const keepAsTyped = ({ target }) => {
  const typed = target.value;
  if (window.jQuery(target).data("xdsoft_datetimepicker")) setTimeout(() => (target.value = typed));
};
document.addEventListener("blur", keepAsTyped, true);

// A sound or a film that is refused is told of where it was sent, where the window would go back to its first tab.
const showRefusal = (event, answer, { type }) => {
  const panel = type === "POST" && document.querySelector(".modal [role=tabpanel]:has(.error-message)");
  if (panel) setTimeout(() => document.querySelector(`.modal [role=tab][href="#${panel.id}"]`).click());
};
addEventListener("DOMContentLoaded", () => window.jQuery(document).on("ajaxComplete", showRefusal));

const hide = (form, { name, value }) =>
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));

// By its key, a new page that was made without the browser knowing it is found again (portal/cms_first_save.py).
const addKey = () => {
  const form = document.querySelector("[data-edit-form][action*='/pages/add/']");
  const value = form && crypto.randomUUID?.();
  if (value) hide(form, { name: "form_key", value });
};
addEventListener("DOMContentLoaded", addKey);

// A page that is new is made by what is sent first, and a second one by what follows: what an editor sends waits for
// the page to have been saved by itself, and once it is sent nothing more is saved by itself.
const PATIENCE = 30_000;
let isSaving = false;
let isSent = false;
let held;
const release = () => {
  isSaving = false;
  held?.requestSubmit();
  held = undefined;
};
const save = event => {
  if (isSent) event.preventDefault();
  else isSaving = true;
};
addEventListener("w-autosave:save", save);
for (const end of ["success", "error"]) addEventListener(`w-autosave:${end}`, release);
const hold = event => {
  const { target: form, submitter } = event;
  if (!isSaving || !form.matches("[data-edit-form]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  // The button may be off by the time that its form is sent.
  if (submitter?.name) hide(form, submitter);
  held = form;
  setTimeout(release, PATIENCE);
};
const send = event => {
  if (event.defaultPrevented || !event.target.matches("[data-edit-form]")) return;
  isSent = true;
  // It may never arrive.
  setTimeout(() => (isSent = false), PATIENCE);
};
document.addEventListener("submit", hold, true);
addEventListener("submit", send);
addEventListener("pageshow", () => (isSent = false));
