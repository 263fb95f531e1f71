//! Voronoi cells of the seeds, as borders shared by two cells: each border's ends are computed once from the three
//! seeds that meet there, so neighbours have the very same coordinates.

use super::seeds::metres;

/// A border of a cell: the seed on the other side, and its ends, with the cell to the left.
pub struct Side {
    pub other: usize,
    pub ends: [[f64; 2]; 2],
}

/// A corner of a cell while it is being cut: the spot, and the seed across the side that leaves it.
type Corner = ([f64; 2], usize);

/// A square about a seed that no cell of land fills.
const FAR: f64 = 60e3;
const NO_SEED: usize = usize::MAX;

/// The sides of the cell of one seed, anticlockwise.
pub fn sides(seeds: &[[f64; 2]], cell: usize) -> Vec<Side> {
    let corners = cut_out(seeds, cell);
    let count = corners.len();
    let meeting = |at: usize| {
        let before = corners[(at + count - 1) % count].1;
        let mut three = [cell, before, corners[at].1];
        three.sort_unstable();
        middle_of_circle(three.map(|seed| seeds[seed]))
    };
    (0..count).map(|at| Side { other: corners[at].1, ends: [meeting(at), meeting((at + 1) % count)] }).collect()
}

/// Cuts the cell out of a large square, nearest seeds first, until the next seed is too far away to cut.
fn cut_out(seeds: &[[f64; 2]], cell: usize) -> Vec<Corner> {
    let middle = seeds[cell];
    let square = [[-FAR, -FAR], [FAR, -FAR], [FAR, FAR], [-FAR, FAR]];
    let mut corners: Vec<Corner> = square.iter().map(|by| ([middle[0] + by[0], middle[1] + by[1]], NO_SEED)).collect();
    let mut others: Vec<usize> = (0..seeds.len()).filter(|&other| other != cell).collect();
    others.sort_by(|&a, &b| metres(middle, seeds[a]).total_cmp(&metres(middle, seeds[b])));
    for other in others {
        let widest = corners.iter().map(|corner| metres(middle, corner.0)).fold(0.0, f64::max);
        if metres(middle, seeds[other]) > 2.0 * widest {
            break;
        }
        corners = cut(&corners, middle, seeds[other], other);
    }
    assert!(corners.iter().all(|corner| corner.1 != NO_SEED), "the sea surrounds every ward");
    corners
}

/// What is left of a convex ring on the near side of the line half way to another seed.
fn cut(corners: &[Corner], near: [f64; 2], far: [f64; 2], other: usize) -> Vec<Corner> {
    let half = [(near[0] + far[0]) / 2.0, (near[1] + far[1]) / 2.0];
    let beyond = |at: [f64; 2]| (at[0] - half[0]) * (far[0] - near[0]) + (at[1] - half[1]) * (far[1] - near[1]);
    let mut left = Vec::new();
    for (at, &(start, across)) in corners.iter().enumerate() {
        let end = corners[(at + 1) % corners.len()].0;
        let (from, to) = (beyond(start), beyond(end));
        let crossing = || {
            let part = from / (from - to);
            [start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])]
        };
        match (from <= 0.0, to <= 0.0) {
            (true, true) => left.push((start, across)),
            (true, false) => left.extend([(start, across), (crossing(), other)]),
            (false, true) => left.push((crossing(), across)),
            (false, false) => {}
        }
    }
    left
}

/// The spot as far from each of three seeds as from the others.
fn middle_of_circle([a, b, c]: [[f64; 2]; 3]) -> [f64; 2] {
    let (b, c) = ([b[0] - a[0], b[1] - a[1]], [c[0] - a[0], c[1] - a[1]]);
    let twice = 2.0 * (b[0] * c[1] - b[1] * c[0]);
    let (bb, cc) = (b[0] * b[0] + b[1] * b[1], c[0] * c[0] + c[1] * c[1]);
    [a[0] + (c[1] * bb - b[1] * cc) / twice, a[1] + (b[0] * cc - c[0] * bb) / twice]
}

#[cfg(test)]
mod tests {
    use super::super::dice::Dice;
    use super::*;

    /// Ten by ten seeds, 5 km apart and shaken. The inner cells, 33 to 66, are closed in by the rest.
    fn shaken_lattice(dice: &mut Dice) -> Vec<[f64; 2]> {
        let mut shaken = |step: usize| (step as f64 + dice.between(-0.4, 0.4)) * 5e3;
        (0..100).map(|at| [shaken(at % 10), shaken(at / 10)]).collect()
    }

    #[test]
    fn a_spot_is_left_of_every_side_of_the_cell_of_its_nearest_seed_alone() {
        let mut dice = Dice::new(7, 0);
        let seeds = shaken_lattice(&mut dice);
        let is_inner = |at: &usize| (3..7).contains(&(at % 10)) && (3..7).contains(&(at / 10));
        let cells: Vec<(usize, Vec<Side>)> = (0..100).filter(is_inner).map(|at| (at, sides(&seeds, at))).collect();
        let mut found = 0;
        for _ in 0..2_000 {
            let spot = [dice.between(0.0, 45e3), dice.between(0.0, 45e3)];
            let nearest = (0..100).min_by(|&a, &b| metres(seeds[a], spot).total_cmp(&metres(seeds[b], spot))).unwrap();
            let is_left = |Side { ends: [a, b], .. }: &Side| {
                (b[0] - a[0]) * (spot[1] - a[1]) - (b[1] - a[1]) * (spot[0] - a[0]) > 0.0
            };
            for (cell, sides) in &cells {
                assert_eq!(sides.iter().all(is_left), *cell == nearest);
                found += usize::from(*cell == nearest);
            }
        }
        assert!(found > 200, "spots fell in the inner cells");
    }

    #[test]
    fn neighbours_have_the_very_same_ends() {
        let seeds = shaken_lattice(&mut Dice::new(8, 0));
        let here = 44;
        for side in sides(&seeds, here) {
            let back = sides(&seeds, side.other).into_iter().find(|back| back.other == here).unwrap();
            assert_eq!(back.ends, [side.ends[1], side.ends[0]]);
        }
    }
}
