//! Spots in real Great Britain, far beyond the made-up land: plain random points in wide boxes of open country.
//! They mean no address.

use super::dice::Dice;
use super::land::Point;

/// West, south, east, north in metres: the Vale of York, the Fens, the Vale of Evesham.
const BOXES: [[f64; 4]; 3] = [[440e3, 450e3, 470e3, 490e3], [520e3, 280e3, 560e3, 330e3], [395e3, 235e3, 425e3, 265e3]];

/// A random spot, whole metres.
pub fn far_beyond(dice: &mut Dice) -> Point {
    let [west, south, east, north] = BOXES[dice.below(BOXES.len())];
    [dice.between(west, east).floor(), dice.between(south, north).floor()]
}
