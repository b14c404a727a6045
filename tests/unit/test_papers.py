"""Papers are found on photos, and nowhere else."""

import cv2
import numpy as np
import pytest

from function.reading.recognition.papers import find_papers
from local.samples.wear import Pixels
from tests.support.desk import GROUNDS, corners_of, lay
from tests.support.letter import draw_image
from tests.support.pages.edition import make_page

SIZE = (1600, 1200)


def letter() -> Pixels:
    return np.ascontiguousarray(np.asarray(draw_image(dpi=80, size=12))[:, :, ::-1])


@pytest.mark.parametrize("ground", GROUNDS)
def test_papers_on_a_desk_are_found_where_they_lie(ground: str) -> None:
    places = [corners_of((400, 600), (620, 880), 6), corners_of((1180, 580), (620, 880), -9)]
    photo = lay([(letter(), place) for place in places], SIZE, ground)
    found = sorted(find_papers(photo), key=lambda paper: float(paper[:, 0].min()))
    assert len(found) == len(places)
    for paper, place in zip(found, places, strict=True):
        assert np.abs(paper - np.array(place)).max() < 0.012 * max(SIZE)


@pytest.mark.parametrize(
    "name", ["factura_clean150", "formulario_scan200", "carta_q30", "extracto_fax", "folleto_clean300"]
)
def test_scans_and_screenshots_have_no_papers(name: str) -> None:
    page = cv2.imdecode(np.frombuffer(make_page(name).content, np.uint8), cv2.IMREAD_COLOR)
    assert find_papers(np.asarray(page, np.uint8)) == []


def test_a_picture_of_one_pixel_has_no_papers() -> None:
    assert find_papers(np.full((1, 1, 3), 255, np.uint8)) == []
