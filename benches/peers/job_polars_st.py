"""The job with Polars and polars-st: python job_polars_st.py DATA_DIR OUT_DIR. See README.md for what is asked."""

import json
import sys
from pathlib import Path

import polars as pl
import polars_st as st

data, out = Path(sys.argv[1]), Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
METRES_PER_MILE = 1609.344

wards = st.read_file(data / "wards.shp").sort("WD24CD").with_row_index("ward")
carers = pl.read_csv(data / "carers.csv")
children = pl.read_csv(data / "children.csv").drop("responsible_authority")
households = pl.read_csv(data / "base_households.csv")


def located(frame, x, y, name):
    """The frame with the ward of each point, the lowest code where there are several: null outside and blank."""
    frame = frame.with_row_index("at")
    points = frame.filter(pl.col(x).is_not_null() & pl.col(y).is_not_null())
    points = points.select("at", geometry=st.point(pl.concat_arr(pl.col(x).cast(float), pl.col(y).cast(float))))
    found = points.st.sjoin(wards.select("ward", "geometry"), on="geometry", how="inner", predicate="intersects")
    first = found.group_by("at").agg(pl.col("ward").min().alias(name))
    return frame.join(first, on="at", how="left", maintain_order="left").drop("at")


carers = located(carers, "easting", "northing", "ward")
children = located(children, "home_easting", "home_northing", "home")
children = located(children, "placement_easting", "placement_northing", "placement")
authority = wards.select("ward", "LAD24CD")
children = children.join(authority.rename({"ward": "home", "LAD24CD": "home_authority"}), on="home", how="left",
                         maintain_order="left")
children = children.join(authority.rename({"ward": "placement", "LAD24CD": "placement_authority"}), on="placement",
                         how="left", maintain_order="left")
dx = pl.col("placement_easting") - pl.col("home_easting")
dy = pl.col("placement_northing") - pl.col("home_northing")
children = children.with_columns(miles=(dx * dx + dy * dy).sqrt() / METRES_PER_MILE)
inside = (pl.col("home_authority") == pl.col("placement_authority")).fill_null(False)
side = pl.when(inside).then(pl.lit("inside")).otherwise(pl.lit("outside"))
reach = pl.when(pl.col("miles") <= 20).then(pl.lit("within20_")).otherwise(pl.lit("over20_"))
category = pl.when(pl.col("miles").is_null()).then(pl.lit("no_distance"))
category = category.when(pl.col("home").is_null()).then(pl.lit("unknown")).otherwise(reach + side)
children = children.with_columns(category=category)

of_carers = carers.filter(pl.col("ward").is_not_null()).group_by("ward").agg(
    carers=pl.len(),
    carers_in_house=(pl.col("provider") == "in_house").sum(),
    carers_ifa=(pl.col("provider") == "ifa").sum(),
    places=pl.col("approved_places").sum(),
)
of_homes = children.filter(pl.col("home").is_not_null()).group_by("home").agg(
    children_home=pl.len(), median_miles=pl.col("miles").median().round(4), mean_miles=pl.col("miles").mean().round(4)
)
of_placements = children.filter(pl.col("placement").is_not_null()).group_by("placement").agg(children_placed=pl.len())
counts = ["carers", "carers_in_house", "carers_ifa", "places", "children_home", "children_placed"]
layer = (
    wards.join(of_carers, on="ward", how="left", maintain_order="left")
    .join(of_homes, left_on="ward", right_on="home", how="left", maintain_order="left")
    .join(of_placements, left_on="ward", right_on="placement", how="left", maintain_order="left")
    .with_columns(pl.col(counts).fill_null(0))
    .drop("ward")
)
OPTIONS = {"RFC7946": "YES", "COORDINATE_PRECISION": "7"}


def write(frame, name):
    frame.with_columns(st.geom("geometry").st.set_srid(27700).st.to_srid(4326)).st.write_file(
        out / name, layer=name, driver="GeoJSON", crs="EPSG:4326", layer_options=OPTIONS
    )


write(layer, "wards.geojson")
flows = children.filter(pl.col("miles").is_not_null())
ends = [
    pl.concat_arr(pl.col(f"{end}_easting").cast(float), pl.col(f"{end}_northing").cast(float))
    for end in ("home", "placement")
]
flows = flows.select(
    "child_id", "category", distance_miles=pl.col("miles").round(3), geometry=st.linestring(pl.concat_list(ends))
)
write(flows, "flows.geojson")


def placing(frame, ward, x):
    located, blank = frame[ward].is_not_null().sum(), frame[x].is_null().sum()
    return {"located": located, "outside": len(frame) - located - blank, "blank": blank}


split_by_authority = (
    children.filter(pl.col("home").is_not_null() & pl.col("miles").is_not_null())
    .group_by("home_authority", "category")
    .len()
)
by_segment = carers.filter(pl.col("ward").is_not_null() & pl.col("segment").is_not_null()).group_by("segment").len()
segments = by_segment.join(households.group_by("segment").agg(pl.col("households").sum()), on="segment")
share = lambda column: pl.col(column) / pl.col(column).sum()
segments = segments.with_columns(index=100 * share("len") / share("households"))
summary = {
    "points": {
        "carers": placing(carers, "ward", "easting"),
        "homes": placing(children, "home", "home_easting"),
        "placements": placing(children, "placement", "placement_easting"),
    },
    "split": dict(children.group_by("category").len().iter_rows()),
    "split_by_authority": {f"{code} {what}": count for code, what, count in split_by_authority.iter_rows()},
    "mean_miles": children["miles"].mean(),
    "median_miles": children["miles"].median(),
    "segments": {row["segment"]: {"carers": row["len"], "households": row["households"], "index": row["index"]}
                 for row in segments.iter_rows(named=True)},
}
(out / "summary.json").write_text(json.dumps(summary, indent=1, sort_keys=True))
