"""What only the brochure draws: its figures and its photographs."""

import base64
import logging

from portal.printing.drawings import svg

logger = logging.getLogger(__name__)

# 180 dots an inch on the width of a cover.
PHOTOGRAPH = "fill-1500x850-c50|format-jpeg|jpegquality-75"


def drawing(figure, theme):
    """Return the picture of a figure's drawing, its proportion and its caption; None where nothing is drawn."""
    drawn = figure.drawing
    if drawn is None:
        return None
    shapes = [(shape.tag, shape.attributes, shape.text) for shape in drawn.shapes]
    return {"svg": svg(drawn.view_box, shapes, theme), "ratio": float(drawn.width) / float(drawn.height)}


def photograph(image):
    """Return an image of the CMS as a picture, or None if its file is missing or can't be read."""
    try:
        rendition = image.get_rendition(PHOTOGRAPH)
        with rendition.file.open("rb") as file:
            data = base64.b64encode(file.read()).decode()
    except Exception:
        logger.warning("La plaquette se fait sans l’image %s : son fichier est illisible.", image.pk, exc_info=True)
        return None
    width, height = rendition.width, rendition.height
    picture = f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{data}"/>'
    box = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{picture}</svg>'
    return {"svg": box, "ratio": width / height}
