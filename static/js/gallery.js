// Shows the photographs of an album one by one, in a dialog. Without this script each link opens its photograph.
const viewer = document.querySelector("[data-viewer]");
const links = [...document.querySelectorAll("[data-gallery] [data-photo]")];
const [words, rank, head] = [".viewer__caption", "[role=status]", ".viewer__head"].map((part) => viewer?.querySelector(part));
const photo = Object.assign(new Image(1600, 1000), { className: "viewer__photo", draggable: false });
head?.after(photo);
let current = 0;

function show(number) {
  current = (number + links.length) % links.length;
  const link = links[current];
  photo.src = link.href;
  photo.alt = link.querySelector("img").alt;
  words.innerText = link.closest("figure").querySelector("figcaption").innerText;
  rank.textContent = `Photo ${current + 1} sur ${links.length}`;
}

if (viewer?.showModal) {
  links.forEach((link, number) =>
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(number);
      viewer.showModal();
    }),
  );

  for (const button of viewer.querySelectorAll("[data-step]")) {
    button.hidden = links.length < 2;
    button.addEventListener("click", () => show(current + Number(button.dataset.step)));
  }

  viewer.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) show(current + step);
  });

  // A swipe goes to the neighbour; a touch beside the photograph closes.
  let start = null;
  viewer.addEventListener("pointerdown", (event) => (start = event.clientX));
  viewer.addEventListener("pointerup", (event) => {
    const moved = event.clientX - start;
    if (start !== null && Math.abs(moved) > 50) show(current + (moved < 0 ? 1 : -1));
    else if (event.target === viewer) viewer.close();
    start = null;
  });

  // The photograph that was seen last is where one goes on.
  viewer.addEventListener("close", () => links[current].focus());
}
