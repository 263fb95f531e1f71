//! What is made of outlines: the dissolve, polygons and holes, borders. Any rings at all, for files have all kinds.

use nearhome::geography::Shape;
use nearhome::locate::{WardIndex, interior_point};
use nearhome::outline::{area_square_metres, bordering_areas, centre, crosses_itself, dissolve, polygons};

use super::index;

/// Bytes as in `index`.
pub fn outlines(bytes: &[u8]) {
    let (choice, bytes) = super::scratch::choice(bytes);
    let unit = index::unit(choice);
    let shapes: Vec<Shape> = index::wards(bytes, unit).iter().map(index::shape).collect();
    let all: Vec<&Shape> = shapes.iter().collect();
    let whole = dissolve(&all);
    bordering_areas(&all.iter().map(|&shape| vec![shape]).collect::<Vec<_>>());
    for shape in &shapes {
        assert!(area_square_metres(shape) >= 0.0);
        polygons(shape).iter().for_each(|polygon| assert!(polygon.area_square_metres().is_finite()));
        crosses_itself(shape);
        assert!(centre(shape).is_none() || !shape.is_empty());
    }
    // Corners within 5 cm of an edge are taken to be on it, which changes shapes that are not much larger.
    if unit > 1.0 {
        assert_whole_covers(&shapes, &whole);
    }
}

/// A point inside exactly one of them is inside the whole.
fn assert_whole_covers(shapes: &[Shape], whole: &Shape) {
    let (each, whole) = (WardIndex::from_shapes(shapes), WardIndex::from_shapes([whole]));
    for point in shapes.iter().filter_map(interior_point) {
        if each.wards_holding(point).len() == 1 {
            assert!(whole.locate(point).ward().is_some(), "{point:?} is lost");
        }
    }
}
