//! Where the fields of a row end. Looks at 64 bytes at once: fields are too short for a search from one to the next to get into its
//! stride, and a processor guesses wrong where a loop of few turns ends.

/// Where the separators of a row stand, as far as there is room, and how many there are.
pub(super) fn separators(row: &[u8], separator: u8, ends: &mut [usize]) -> usize {
    let (blocks, rest) = row.as_chunks::<64>();
    let mut last = [!separator; 64];
    last[..rest.len()].copy_from_slice(rest);
    let mut found = 0;
    for (at, block) in blocks.iter().chain([&last]).enumerate() {
        let (eights, _) = block.as_chunks::<8>();
        let mut is_same = eights.iter().rev().fold(0, |bits, &eight| bits << 8 | same_bytes(eight, separator));
        while is_same != 0 {
            if let Some(end) = ends.get_mut(found) {
                *end = at * 64 + is_same.trailing_zeros() as usize;
            }
            found += 1;
            is_same &= is_same - 1;
        }
    }
    found
}

/// Which of eight bytes are this one: a bit each, the first byte's lowest.
#[inline]
fn same_bytes(eight: [u8; 8], byte: u8) -> u64 {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const LOW: u64 = u64::from_le_bytes([0x7f; 8]);
    // Brings bit 8·n to bit 56+n: the powers of two whose products are those, and none meets another below bit 64.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    // A byte that is the same becomes 0, and every 0 the top bit of its byte; no byte touches its neighbour.
    let differs = u64::from_le_bytes(eight) ^ (EACH * u64::from(byte));
    let is_same = !(((differs & LOW) + LOW) | differs | LOW);
    (is_same >> 7).wrapping_mul(GATHER) >> 56
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_separator_is_found(row in prop::collection::vec(prop::sample::select(&b",-+\"a\xac\x00\xff"[..]), 0..200)) {
            let oracle: Vec<usize> = (0..row.len()).filter(|&at| row[at] == b',').collect();
            for room in [oracle.len(), oracle.len() / 2] {
                let mut ends = vec![0; room];
                prop_assert_eq!(separators(&row, b',', &mut ends), oracle.len());
                prop_assert_eq!(&ends, &oracle[..room]);
            }
        }
    }
}
