"""Makes the example files of the resource centre: drawn pictures, synthesised sounds, a short film, a model.

    uv run --with av --with numpy --with pillow --with typst python deploy/examples.py

The files are kept in ressources/content/files/, for making them needs encoders that the site does not.
"""

from pathlib import Path

import av
import numpy as np
import typst
from PIL import Image, ImageDraw

OUT = Path(__file__).resolve().parent.parent / "ressources/content/files"
SAFRAN, INK, CORAIL, PETROL, MENTHE, PAPER = "#ffc633", "#0b2a2b", "#d93a1e", "#0c6a66", "#bfe6c9", "#fffefb"
RATE = 44_100
FPS = 24
SECONDS = 9
# When each of the two places appears, when the thread is drawn, and the note that each has.
FIRST, THREAD, SECOND = 1.0, (2.5, 6.0), 6.0
LOW, HIGH = 261.63, 392.0

MODEL = """
#set document(title: "Modèle de fiche de partenariat", author: "Cités Unies France")
#set text(lang: "fr", size: 11pt)
#set page(margin: 2cm)
= Modèle de fiche de partenariat
_Exemple à remplacer : cette fiche a été faite pour montrer le centre de ressources._
== Les deux collectivités
#table(columns: (1fr, 1fr), inset: 10pt, table.header[Ici][Là-bas],
  [Nom :], [Nom :], [Élu référent :], [Élu référent :])
== Ce que nous ferons ensemble
#line(length: 100%) #v(1.2em) #line(length: 100%)
== Ce que cela coûte, et qui paie
#table(columns: (2fr, 1fr, 1fr), inset: 10pt, table.header[Action][Montant][Financeur], [ ], [ ], [ ], [ ], [ ], [ ])
"""

TABLE = """Année;Partenariat;Action;Montant (euros);Financeur;Suite à donner
2020;Exemple;Échange de jeunes;1000;À préciser;À préciser
"""

FILM_LINES = """WEBVTT

00:01.000 --> 00:02.400
[Note grave] Un premier lieu apparaît, à gauche.

00:02.500 --> 00:05.900
Un fil part du premier lieu et dessine un arc.

00:06.000 --> 00:07.400
[Note aiguë] Le fil arrive : un second lieu apparaît, à droite.

00:07.500 --> 00:09.000
Deux lieux, un fil : c’est un partenariat.
"""

FILM_CHAPTERS = """WEBVTT

00:00.000 --> 00:02.400
Un lieu

00:02.500 --> 00:05.900
Le fil

00:06.000 --> 00:09.000
L’autre lieu
"""

SOUND_LINES = """WEBVTT

00:00.500 --> 00:02.400
[Note grave, comme une cloche]

00:02.500 --> 00:04.400
[Note aiguë : la réponse]

00:04.500 --> 00:06.000
[Les deux notes ensemble]
"""


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    for name, text in (
        ("fil.vtt", FILM_LINES),
        ("fil-chapitres.vtt", FILM_CHAPTERS),
        ("notes.vtt", SOUND_LINES),
        ("suivi.csv", TABLE),
    ):
        (OUT / name).write_text(text, encoding="utf-8")
    (OUT / "fiche.pdf").write_bytes(typst.compile(MODEL.encode()))
    picture(SAFRAN, 1.0).resize((1600, 1000), Image.Resampling.LANCZOS).save(OUT / "fil.png", optimize=True)
    picture(MENTHE, 1.0, flipped=True).save(OUT / "fil-menthe.png", optimize=True)
    picture(SAFRAN, 1.0, size=(1280, 720)).save(OUT / "fil-affiche.png", optimize=True)
    sound("notes.mp3", "libmp3lame", notes([(0.5, LOW), (2.5, HIGH), (4.5, LOW), (4.5, HIGH)], 6))
    tune = notes([(FIRST, LOW), (SECOND, HIGH), (7.5, LOW)], SECONDS)
    film("fil.mp4", "libx264", {"crf": "30", "preset": "veryslow", "tune": "animation"}, "aac", tune)
    film("fil.webm", "libvpx-vp9", {"crf": "42", "b": "0", "row-mt": "1"}, "libopus", tune)


def notes(starts, seconds):
    """Return the samples of bells struck at these moments: (start in seconds, frequency) pairs."""
    times = np.arange(int(seconds * RATE)) / RATE
    total = np.zeros_like(times)
    for start, frequency in starts:
        after = np.clip(times - start, 0, None)
        ring = sum(np.sin(2 * np.pi * frequency * k * after) / k**2 for k in (1, 2, 3))
        total += ring * np.exp(-2.2 * after) * (times >= start)
    return (total / np.abs(total).max() * 0.6).astype(np.float32)


def picture(ground, progress, size=(1600, 1000), flipped=False):
    """Return two places and the thread between them, drawn as far as `progress`, from 0 to 1."""
    scale = 2
    width, height = size[0] * scale, size[1] * scale
    image = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(image)
    left, right, foot, dot = width * 0.22, width * 0.78, height * 0.78, width * 0.035
    radius = (right - left) / 2
    box = (left, foot - radius * 0.95, right, foot + radius * 0.95)
    if progress > 0:
        draw.arc(box, 180, 180 + 180 * progress, fill=INK, width=round(width * 0.006))
    colours = (PETROL, CORAIL) if flipped else (CORAIL, PETROL)
    shape(draw, left, foot, dot, colours[0])
    if progress >= 1:
        shape(draw, right, foot, dot, colours[1])
    return image.resize(size, Image.Resampling.LANCZOS)


def shape(draw, x, y, radius, colour):
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def frame(second, size):
    """Return what the film shows at a moment."""
    if second < FIRST:
        return Image.new("RGB", size, SAFRAN)
    start, end = THREAD
    return picture(SAFRAN, min(max((second - start) / (end - start), 0), 1), size)


def sound(name, codec, samples):
    with av.open(str(OUT / name), "w") as output:
        stream = output.add_stream(codec, rate=RATE, layout="mono")
        stream.bit_rate = 48_000
        add_sound(output, stream, samples)


def add_sound(output, stream, samples):
    audio = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="fltp", layout="mono")
    audio.sample_rate = RATE
    audio.pts = 0
    resampler = av.AudioResampler(format=stream.format, layout="mono", rate=stream.rate, frame_size=stream.frame_size)
    for part in [*resampler.resample(audio), *resampler.resample(None)]:
        output.mux(stream.encode(part))
    output.mux(stream.encode(None))


def film(name, codec, options, sound_codec, samples, size=(960, 540)):
    container = {"movflags": "+faststart"} if name.endswith("mp4") else {}
    with av.open(str(OUT / name), "w", options=container) as output:
        stream = output.add_stream(codec, rate=FPS, options=options)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        voice = output.add_stream(sound_codec, rate=48_000, layout="mono")
        voice.bit_rate = 40_000
        for number in range(SECONDS * FPS):
            output.mux(stream.encode(av.VideoFrame.from_image(frame(number / FPS, size))))
        output.mux(stream.encode(None))
        add_sound(output, voice, samples)


if __name__ == "__main__":
    main()
