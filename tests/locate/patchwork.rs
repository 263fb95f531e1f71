//! Patchworks: small whole-number coverages of triangles dealt out at random, sheared, where nearly every point is a
//! special case: parts that touch at points, rings in rings, edges in line, sides with two points of one ward on them.

use proptest::prelude::*;

use crate::check::assert_all_agree;
use crate::made_wards::{Rings, Xy};

const WIDTH: usize = 6;
const ORIGIN: [i32; 2] = [400_000, 300_000];

/// Two triangles a cell; each belongs to a ward, or to none.
#[derive(Clone, Debug)]
struct Patchwork {
    owners: Vec<Option<usize>>,
    shear: [[i32; 2]; 2],
    /// A ward's triangles as they are, or its outline only.
    is_outlined: bool,
}

fn patchworks() -> impl Strategy<Value = Patchwork> {
    let owner = prop_oneof![1 => Just(None), 5 => (0usize..4).prop_map(Some)];
    let shear =
        prop_oneof![Just([[1, 0], [0, 1]]), Just([[2, 1], [-1, 3]]), Just([[0, -3], [5, 2]]), Just([[7, 7], [-1, 1]])];
    (prop::collection::vec(owner, 2 * WIDTH * WIDTH), shear, any::<bool>())
        .prop_map(|(owners, shear, is_outlined)| Patchwork { owners, shear, is_outlined })
}

type Corner = [i32; 2];

impl Patchwork {
    fn place(&self, [x, y]: Corner, scale: f64) -> Xy {
        let at = |i: usize| f64::from(ORIGIN[i]) + f64::from(self.shear[i][0] * x + self.shear[i][1] * y) / scale;
        [at(0), at(1)]
    }

    fn wards(&self) -> Vec<Rings> {
        (0..4).map(|ward| self.rings(ward)).collect()
    }

    fn rings(&self, ward: usize) -> Rings {
        let own = (0..).zip(&self.owners).filter(|(_, owner)| **owner == Some(ward));
        let triangles: Vec<Vec<Corner>> = own.map(|(i, _)| triangle(i)).collect();
        let rings = if self.is_outlined { outlines(&triangles) } else { triangles };
        rings.iter().map(|ring| ring.iter().map(|&corner| self.place(corner, 1.0)).collect()).collect()
    }

    /// Every corner, and points at thirds and quarters of cells; on the sides and the diagonals, and off them.
    fn points(&self) -> Vec<Xy> {
        let far = 4 * WIDTH as i32;
        (-3..=far + 3).flat_map(|y| (-3..=far + 3).map(move |x| [x, y])).map(|corner| self.place(corner, 4.0)).collect()
    }
}

/// The two triangles of a cell, counter-clockwise, closed.
fn triangle(i: i32) -> Vec<Corner> {
    let (x, y) = (i / 2 % WIDTH as i32, i / 2 / WIDTH as i32);
    let corners = if i % 2 == 0 { [[x, y], [x + 1, y], [x + 1, y + 1]] } else { [[x, y], [x + 1, y + 1], [x, y + 1]] };
    [corners.as_slice(), &corners[..1]].concat()
}

/// The triangles' outline: sides that two of them share are taken away, the others walked from end to end.
fn outlines(triangles: &[Vec<Corner>]) -> Vec<Vec<Corner>> {
    let sides: Vec<[Corner; 2]> = triangles.iter().flat_map(|t| t.windows(2)).map(|s| [s[0], s[1]]).collect();
    let mut open: Vec<[Corner; 2]> = sides.iter().copied().filter(|&[a, b]| !sides.contains(&[b, a])).collect();
    let mut rings = Vec::new();
    while let Some([start, mut end]) = open.pop() {
        let mut ring = vec![start, end];
        while end != start {
            let next =
                open.iter().position(|side| side[0] == end).expect("each corner is left as often as it is reached");
            end = open.swap_remove(next)[1];
            ring.push(end);
        }
        rings.push(ring);
    }
    rings
}

proptest! {
    #[test]
    fn every_point_of_a_patchwork_is_in_one_ward_or_none(patchwork in patchworks()) {
        let tally = assert_all_agree(&patchwork.wards(), &patchwork.points());
        prop_assert_eq!(tally.get(&nearhome::locate::Placing::Overlap), None);
    }

    #[test]
    fn any_heap_of_triangles_is_located_as_the_oracle_does(
        corners in prop::collection::vec(prop::array::uniform3(prop::array::uniform2(0i32..12)), 1..12), wards in 1usize..5,
    ) {
        let at = |[x, y]: Corner| [f64::from(ORIGIN[0] + x), f64::from(ORIGIN[1] + y)];
        let mut rings = vec![Rings::new(); wards];
        // A triangle of fewer than three different corners is no ring, and `Shape` drops it.
        let is_ring = |[a, b, c]: &&[Corner; 3]| a != b && b != c && c != a;
        for (i, triangle) in corners.iter().filter(is_ring).enumerate() {
            rings[i % wards].push(triangle.iter().chain(&triangle[..1]).map(|&corner| at(corner)).collect());
        }
        let halves = (-2..=26).flat_map(|y| (-2..=26).map(move |x| [x, y]));
        let points: Vec<Xy> = halves.map(|[x, y]: Corner| [f64::from(ORIGIN[0]) + f64::from(x) / 2.0, f64::from(ORIGIN[1]) + f64::from(y) / 2.0]).collect();
        assert_all_agree(&rings, &points);
    }
}
