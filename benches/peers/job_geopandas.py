"""The job with GeoPandas: python job_geopandas.py DATA_DIR OUT_DIR. See README.md for what is asked."""

import json
import sys
from pathlib import Path

import geopandas
import numpy
import pandas
import shapely

data, out = Path(sys.argv[1]), Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
METRES_PER_MILE = 1609.344

wards = geopandas.read_file(data / "wards.shp", columns=["WD24CD", "WD24NM", "LAD24CD", "LAD24NM"])
wards = wards.sort_values("WD24CD", ignore_index=True)
carers = pandas.read_csv(data / "carers.csv", engine="pyarrow")
children = pandas.read_csv(data / "children.csv", engine="pyarrow").drop(columns="responsible_authority")
households = pandas.read_csv(data / "base_households.csv", engine="pyarrow")
tree = shapely.STRtree(wards.geometry.values)


def locate(x, y):
    """The ward of each point, by position: the lowest code where there are several; -1 outside, -2 blank."""
    x, y = x.to_numpy(float), y.to_numpy(float)
    known = numpy.flatnonzero(numpy.isfinite(x) & numpy.isfinite(y))
    found = numpy.full(len(x), -2, dtype=numpy.int64)
    point, ward = tree.query(shapely.points(x[known], y[known]), predicate="intersects")
    first = numpy.full(len(known), len(wards), dtype=numpy.int64)
    numpy.minimum.at(first, point, ward)
    found[known] = numpy.where(first == len(wards), -1, first)
    return found


carers["ward"] = locate(carers.easting, carers.northing)
children["home"] = locate(children.home_easting, children.home_northing)
children["placement"] = locate(children.placement_easting, children.placement_northing)

authority = pandas.factorize(wards.LAD24CD)[0]
dx = children.placement_easting - children.home_easting
dy = children.placement_northing - children.home_northing
children["miles"] = numpy.sqrt(dx * dx + dy * dy) / METRES_PER_MILE
inside = (children.placement >= 0) & (authority[children.home] == authority[children.placement])
has_distance = children.miles.notna()
category = numpy.where(children.miles <= 20, "within20_", "over20_").astype(object)
category = category + numpy.where(inside, "inside", "outside")
category = numpy.where(children.home < 0, "unknown", category)
children["category"] = pandas.Series(category).where(has_distance, "no_distance")

placed = carers[carers.ward >= 0]
by_ward = placed.groupby("ward")
at_home = children[children.home >= 0].groupby("home")
figures = pandas.DataFrame(index=wards.index)
figures["carers"] = by_ward.size()
figures["carers_in_house"] = placed[placed.provider == "in_house"].groupby("ward").size()
figures["carers_ifa"] = placed[placed.provider == "ifa"].groupby("ward").size()
figures["places"] = by_ward.approved_places.sum()
figures["children_home"] = at_home.size()
figures["children_placed"] = children[children.placement >= 0].groupby("placement").size()
figures = figures.fillna(0).astype(int)
figures["median_miles"] = at_home.miles.median().round(4)
figures["mean_miles"] = at_home.miles.mean().round(4)
layer = wards.join(figures).to_crs(4326)
layer["geometry"] = shapely.orient_polygons(layer.geometry.values)
layer.to_file(out / "wards.geojson", driver="GeoJSON", engine="pyogrio", RFC7946="YES", COORDINATE_PRECISION=7)

flows = children[has_distance]
ends = flows[["home_easting", "home_northing", "placement_easting", "placement_northing"]].to_numpy().reshape(-1, 2, 2)
flows = geopandas.GeoDataFrame(
    {"child_id": flows.child_id, "distance_miles": flows.miles.round(3), "category": flows.category},
    geometry=shapely.linestrings(ends),
    crs=27700,
).to_crs(4326)
flows.to_file(out / "flows.geojson", driver="GeoJSON", engine="pyogrio", RFC7946="YES", COORDINATE_PRECISION=7)


def placing(found):
    return {"located": int((found >= 0).sum()), "outside": int((found == -1).sum()), "blank": int((found == -2).sum())}


of_home = children[(children.home >= 0) & has_distance]
split_by_authority = of_home.groupby([wards.LAD24CD.to_numpy()[of_home.home], "category"]).size()
by_segment = placed.groupby("segment").size()
base = households.groupby("segment").households.sum()
index = 100 * (by_segment / by_segment.sum()) / (base / base.sum())
summary = {
    "points": {name: placing(found) for name, found in
               [("carers", carers.ward), ("homes", children.home), ("placements", children.placement)]},
    "split": children.category.value_counts().to_dict(),
    "split_by_authority": {f"{code} {what}": int(count) for (code, what), count in split_by_authority.items()},
    "mean_miles": children.miles.mean(),
    "median_miles": children.miles.median(),
    "segments": {code: {"carers": int(by_segment[code]), "households": int(base[code]), "index": float(index[code])}
                 for code in by_segment.index},
}
(out / "summary.json").write_text(json.dumps(summary, indent=1, sort_keys=True))
