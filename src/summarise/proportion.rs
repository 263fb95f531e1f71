//! How sure is a proportion? Wilson's interval, and the z-score of a share against a base's.

/// The 97.5th percentile of the standard normal: 95% lie within it on both sides.
const Z_95: f64 = 1.959_963_984_540_054;

/// Wilson's 95% score interval of a proportion (Wilson 1927; without continuity correction).
/// `None` when there are no trials.
///
/// ```
/// use nearhome::summarise::wilson_interval;
/// // 81 of 263 (Newcombe 1998, table I, method 3): 0.2553 to 0.3662.
/// let (low, high) = wilson_interval(81, 263).unwrap();
/// assert_eq!((format!("{low:.4}"), format!("{high:.4}")), ("0.2553".into(), "0.3662".into()));
/// ```
pub fn wilson_interval(successes: u64, trials: u64) -> Option<(f64, f64)> {
    if trials == 0 {
        return None;
    }
    let (n, z2) = (trials as f64, Z_95 * Z_95);
    let p = successes as f64 / n;
    let middle = p + z2 / (2.0 * n);
    let reach = Z_95 * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    Some((((middle - reach) / scale).max(0.0), ((middle + reach) / scale).min(1.0)))
}

/// How many standard errors `share` is from `base_share` when `n` are drawn from the base:
/// `(p_t - p_b) / sqrt(p_b (1 - p_b) / n)`. `None` when the base share is 0 or 1, or `n` is 0.
pub(super) fn z_score(share: f64, base_share: f64, n: u64) -> Option<f64> {
    let variance = base_share * (1.0 - base_share) / n as f64;
    (n > 0 && variance > 0.0).then(|| (share - base_share) / variance.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe, R. G. (1998), Two-sided confidence intervals for the single proportion, table I, method 3.
    const PUBLISHED: [(u64, u64, f64, f64); 4] =
        [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)];

    #[test]
    fn wilsons_interval_is_newcombes_published_one() {
        for (successes, trials, low, high) in PUBLISHED {
            let (ours_low, ours_high) = wilson_interval(successes, trials).unwrap();
            assert!((ours_low - low).abs() < 5e-5 && (ours_high - high).abs() < 5e-5, "{successes} of {trials}");
        }
    }

    #[test]
    fn the_ends_stay_proportions_and_of_nothing_there_is_none() {
        assert_eq!(wilson_interval(0, 0), None);
        let (low, high) = wilson_interval(7, 7).unwrap();
        assert!(low > 0.5 && high == 1.0);
    }

    #[test]
    fn a_z_score_is_the_distance_in_standard_errors() {
        // 30 of 100 against a fifth: (0.3 - 0.2) / sqrt(0.2 x 0.8 / 100) = 2.5.
        assert!((z_score(0.3, 0.2, 100).unwrap() - 2.5).abs() < 1e-12);
        assert_eq!(z_score(0.3, 0.0, 100), None);
        assert_eq!(z_score(0.3, 1.0, 100), None);
        assert_eq!(z_score(0.0, 0.2, 0), None);
    }
}
