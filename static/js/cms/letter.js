// The letter: shown as an e-mail program would, at two widths; its items moved up and down by buttons.
for (const place of document.querySelectorAll("[data-preview]")) {
  const frame = document.createElement("iframe");
  frame.title = "Aperçu de la lettre";
  // Nothing in it runs, and nothing leads away.
  frame.sandbox = "allow-same-origin";
  frame.srcdoc = document.getElementById(place.dataset.preview).value;
  const fit = () => (frame.style.blockSize = `${frame.contentDocument.documentElement.scrollHeight + 2}px`);
  frame.addEventListener("load", fit);
  const widths = document.createElement("p");
  for (const [label, width] of [["Sur un ordinateur", 680], ["Sur un téléphone", 360]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = label;
    button.setAttribute("aria-pressed", width === 680);
    button.addEventListener("click", () => {
      frame.style.inlineSize = `${width}px`;
      widths.querySelectorAll("button").forEach((each) => each.setAttribute("aria-pressed", each === button));
      fit();
    });
    widths.append(button);
  }
  place.append(widths, frame);
  document.getElementById("faite").focus();
}

const itemsOf = (list) => [...list.querySelectorAll("[data-item]")];
const number = (list) => itemsOf(list).forEach((item, index) => (item.querySelector("[type=number]").value = index + 1));

for (const list of document.querySelectorAll(".cms-letter__items")) {
  for (const item of itemsOf(list)) {
    const rank = item.querySelector(".cms-letter__rank");
    const title = item.querySelector("strong").textContent;
    rank.querySelector("input").hidden = true;
    for (const [word, sign, move] of [
      ["Monter", "↑", () => item.previousElementSibling?.matches("[data-item]") && item.previousElementSibling.before(item)],
      ["Descendre", "↓", () => item.nextElementSibling?.after(item)],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.setAttribute("aria-label", `${word} « ${title} »`);
      button.textContent = sign;
      button.addEventListener("click", () => {
        move();
        number(list);
        button.focus();
      });
      rank.append(button);
    }
  }
}
