//! Smooth noise over the plane (value noise on a lattice), for the coast, the bends of borders and where
//! it is poor. Only sums and products, so it is the same on every machine.

/// Noise of one seed.
#[derive(Clone, Copy)]
pub struct Noise(pub u64);

impl Noise {
    /// Between -1 and 1, smooth, with hills about `size` apart.
    pub fn at(self, [x, y]: [f64; 2], size: f64) -> f64 {
        let (x, y) = (x / size, y / size);
        let (west, south) = (x.floor(), y.floor());
        let (u, v) = (ease(x - west), ease(y - south));
        let corner = |i: i64, j: i64| self.lattice(west as i64 + i, south as i64 + j);
        let low = corner(0, 0) + u * (corner(1, 0) - corner(0, 0));
        let high = corner(0, 1) + u * (corner(1, 1) - corner(0, 1));
        low + v * (high - low)
    }

    /// Three octaves of it: broad hills with smaller ones on them.
    pub fn rough(self, at: [f64; 2], size: f64) -> f64 {
        let octave = |n: u64, part: f64| Self(self.0 ^ n).at(at, size * part) * part;
        (octave(1, 1.0) + octave(2, 0.5) + octave(3, 0.25)) / 1.75
    }

    /// The noise at a corner of the lattice: a mixed-up number (SplitMix64's finish) of its position.
    fn lattice(self, i: i64, j: i64) -> f64 {
        let key = (i as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (j as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
        let mut mixed = key.wrapping_add(self.0.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }
}

/// Perlin's ease curve: level at both ends, so that the lattice does not show.
fn ease(t: f64) -> f64 {
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}
