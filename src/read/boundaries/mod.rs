//! Ward boundaries from shapefiles, zipped shapefiles and GeoJSON.
