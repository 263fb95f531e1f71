//! The geometry of areas for maps: polygons, dissolved outlines, borders, reach.
