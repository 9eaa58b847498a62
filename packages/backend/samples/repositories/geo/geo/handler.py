"""Looks up the grid cell of a position."""

from geo._cell import cell

PRECISION = 20


def handle(event, context):
    latitude = float(event["latitude"])
    longitude = float(event["longitude"])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"{latitude}, {longitude} is not a position")
    return {"cell": format(cell(latitude, longitude, PRECISION), "x")}
