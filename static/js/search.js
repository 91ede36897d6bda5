// Titles offered while one types in a search field. Without this script one types, then searches.
let count = 0;

for (const input of document.querySelectorAll('input[type="search"][data-suggestions]')) {
  const place = document.createElement("div");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer, asked, current = -1;

  place.className = "suggestions-place";
  input.replaceWith(place);
  place.append(input, list, status);
  list.className = "suggestions";
  list.id = `suggestions-${++count}`;
  list.role = "listbox";
  list.ariaLabel = "Suggestions";
  status.className = "visually-hidden";
  status.role = "status";
  input.role = "combobox";
  input.autocomplete = "off";
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  close();

  function close() {
    list.hidden = true;
    current = -1;
    input.ariaExpanded = "false";
    input.removeAttribute("aria-activedescendant");
  }

  function show(found) {
    list.replaceChildren(...found.map(({ title, kind, url }, rank) => {
      const option = document.createElement("li");
      const about = document.createElement("small");
      option.id = `${list.id}-${rank}`;
      option.role = "option";
      option.ariaSelected = "false";
      option.dataset.url = url;
      about.textContent = kind;
      option.append(title, about);
      return option;
    }));
    close();
    list.hidden = !found.length;
    input.ariaExpanded = String(found.length > 0);
    status.textContent = found.length ? `${found.length} suggestion${found.length > 1 ? "s" : ""}` : "";
  }

  function move(step) {
    const options = [...list.children];
    current = (current + step + options.length + 1 + (current < 0 && step < 0)) % (options.length + 1);
    if (current === options.length) current = -1;
    options.forEach((option, rank) => (option.ariaSelected = String(rank === current)));
    if (current < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[current].id);
    options[current].scrollIntoView({ block: "nearest" });
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    asked?.abort();
    if (input.value.trim().length < 2) return show([]);
    timer = setTimeout(async () => {
      asked = new AbortController();
      try {
        const answer = await fetch(`/recherche/suggestions/?q=${encodeURIComponent(input.value)}`, asked);
        if (answer.ok) show((await answer.json()).suggestions);
      } catch {
        // Another letter was typed, or the network is down: nothing to offer.
      }
    }, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && current >= 0) location.assign(list.children[current].dataset.url);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) location.assign(option.dataset.url);
  });
  input.addEventListener("blur", close);
}
