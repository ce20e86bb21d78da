"""The address as a QR code, drawn by zxing-cpp: a phone's camera opens the page."""

from functools import lru_cache

import numpy as np
import pygame
import zxingcpp

QUIET = 4
"""Modules of light around it, as the standard asks."""


@lru_cache(maxsize=4)
def qr_code(text: str, size: int) -> pygame.Surface:
    """Return a square of at most ``size`` pixels, dark on light, each module as many whole pixels."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    dots = np.pad(np.array(code.to_image(scale=1, add_quiet_zones=False)), QUIET, constant_values=255)
    times = max(1, size // len(dots))
    picture = pygame.surfarray.make_surface(
        np.repeat(dots.T.repeat(times, 0)[:, :, None], 3, 2).repeat(times, 1)
    )
    return picture.convert()
