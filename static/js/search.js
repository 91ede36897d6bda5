// Titles offered while one types; without it one searches.
document.querySelectorAll("[data-suggestions]").forEach((input, number) => {
  const place = document.createElement("div");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer, asked, current;

  place.className = "suggestions-place";
  input.replaceWith(place);
  place.append(input, list, status);
  Object.assign(list, { className: "suggestions", id: `suggestions-${number}`, role: "listbox", ariaLabel: "Suggestions" });
  Object.assign(status, { className: "visually-hidden", role: "status" });
  Object.assign(input, { role: "combobox", autocomplete: "off", ariaAutoComplete: "list" });
  input.setAttribute("aria-controls", list.id);
  show([]);

  function show(found) {
    list.replaceChildren(...found.map(({ title, kind, url }, rank) => {
      const option = document.createElement("li");
      const about = document.createElement("small");
      Object.assign(option, { id: `${list.id}-${rank}`, role: "option", ariaSelected: "false" });
      option.dataset.url = url;
      about.textContent = kind;
      option.append(title, about);
      return option;
    }));
    current = -1;
    list.hidden = !found.length;
    input.ariaExpanded = String(!list.hidden);
    input.removeAttribute("aria-activedescendant");
    status.textContent = list.hidden ? "" : `${found.length} suggestion${found.length > 1 ? "s" : ""}`;
  }

  // Past either end one is back in the field.
  function move(step) {
    const options = [...list.children];
    current = ((current + step + options.length + 2) % (options.length + 1)) - 1;
    options.forEach((option, rank) => (option.ariaSelected = String(rank === current)));
    if (current < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[current].id);
    options[current].scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    asked = new AbortController();
    try {
      const answer = await fetch(`/recherche/suggestions/?q=${encodeURIComponent(input.value)}`, asked);
      if (answer.ok) show((await answer.json()).suggestions);
    } catch {
      // One more letter, or no network.
    }
  }

  const open = (option) => option && location.assign(option.dataset.url);

  input.addEventListener("input", () => {
    clearTimeout(timer);
    asked?.abort();
    if (input.value.trim().length < 2) show([]);
    else timer = setTimeout(ask, 150);
  });
  input.addEventListener("keydown", (event) => {
    const act = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Escape: () => show([]),
      Enter: current < 0 ? null : () => open(list.children[current]),
    }[event.key];
    if (list.hidden || !act) return;
    event.preventDefault();
    act();
  });
  input.addEventListener("blur", () => show([]));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => open(event.target.closest("li")));
});
