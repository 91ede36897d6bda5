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
