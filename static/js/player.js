// Ties a recording to its lines: a line leads to its second, and the line that is heard is marked.
// Without this script each line opens the recording itself at its second.
const player = document.querySelector("[data-player]");
const media = player?.querySelector("video, audio");
const lines = media ? [...player.querySelectorAll("[data-lines] [data-start]")] : [];

function seek(seconds, play = true) {
  const go = () => {
    media.currentTime = seconds;
    if (play) media.play().catch(() => {});
  };
  if (media.readyState > 0) return go();
  media.addEventListener("loadedmetadata", go, { once: true });
  media.preload = "metadata";
  media.load();
}

// The address of the page may name a second: #t=90, #t=1:30.
function seekToHash() {
  const found = /^#t=([\d:.]+)/.exec(location.hash);
  if (!found) return;
  const seconds = found[1].split(":").reduce((total, part) => total * 60 + Number(part), 0);
  if (Number.isFinite(seconds)) seek(seconds, false);
  player.scrollIntoView({ block: "start" });
}

if (media) {
  player.addEventListener("click", (event) => {
    const line = event.target.closest("[data-start]");
    if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const start = Number(line.dataset.start);
    seek(start);
    history.replaceState(null, "", `#t=${start}`);
  });

  const starts = lines.map((line) => Number(line.dataset.start));
  const mark = () => {
    const current = starts.findLastIndex((start) => start <= media.currentTime + 0.05);
    lines.forEach((line, number) => (number === current ? line.setAttribute("aria-current", "true") : line.removeAttribute("aria-current")));
  };
  for (const name of ["timeupdate", "seeked"]) media.addEventListener(name, mark);
  addEventListener("hashchange", seekToHash);
  seekToHash();
}

// Search inside the transcript: accents and capitals do not count.
const search = player?.querySelector("[data-transcript-search]");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

if (search) {
  const [field, status] = [search.querySelector("input"), search.querySelector("[role=status]")];
  const items = [...player.querySelectorAll("[data-lines] > *")];
  search.hidden = false;
  field.addEventListener("input", () => {
    const words = fold(field.value);
    const found = items.filter((item) => {
      const is = words !== "" && fold(item.textContent).includes(words);
      item.classList.toggle("is-found", is);
      return is;
    });
    const plural = found.length > 1 ? "s" : "";
    status.textContent = words ? `${found.length || "Aucun"} passage${plural}` : "";
    found[0]?.scrollIntoView({ block: "nearest" });
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") player.querySelector(".is-found [data-start]")?.click();
  });
}
