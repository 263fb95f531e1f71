//! Natural breaks: the classes of a choropleth, by the least sum of squares within classes (Fisher 1958, Jenks 1977).
//! Exact, and the same every time: of several best divisions, the one whose later classes are the larger.

/// The highest figure of each class, lowest class first: at most `classes` of them, fewer when there are not so many
/// different figures. Figures must be finite. Cost: sorting, then `classes` x n log n for n different figures.
pub(super) fn natural_breaks(figures: &[f64], classes: usize) -> Vec<f64> {
    let sums = Sums::of(figures);
    let n = sums.distinct.len();
    let classes = classes.min(n);
    if classes == 0 {
        return Vec::new();
    }
    // `cost[end]`: the least sum of squares of the figures before `end` in so many classes as rounds were made.
    let mut cost: Vec<f64> = (0..=n).map(|end| sums.squares(0, end)).collect();
    let mut starts = Vec::new();
    for round in 1..classes {
        let (next, start) = one_more_class(&cost, &sums, round);
        cost = next;
        starts.push(start);
    }
    let mut end = n;
    let mut highest = vec![sums.distinct[n - 1]];
    for start in starts.iter().rev() {
        end = start[end];
        highest.push(sums.distinct[end - 1]);
    }
    highest.reverse();
    highest
}

/// Costs with one more class, and for each end where that last class starts. The best start never goes back as the
/// end goes on, so each half of the ends needs only a part of the starts.
fn one_more_class(cost: &[f64], sums: &Sums, round: usize) -> (Vec<f64>, Vec<usize>) {
    let n = cost.len() - 1;
    let (mut next, mut starts) = (vec![f64::INFINITY; n + 1], vec![0; n + 1]);
    let mut tasks = vec![(round + 1, n, round, n)];
    while let Some((first_end, last_end, first_start, latest_start)) = tasks.pop() {
        if first_end > last_end {
            continue;
        }
        let end = usize::midpoint(first_end, last_end);
        let last_start = latest_start.min(end - 1);
        for (start, before) in cost.iter().enumerate().take(last_start + 1).skip(first_start) {
            let total = before + sums.squares(start, end);
            if total < next[end] {
                (next[end], starts[end]) = (total, start);
            }
        }
        tasks.push((first_end, end - 1, first_start, starts[end]));
        tasks.push((end + 1, last_end, starts[end], latest_start));
    }
    (next, starts)
}

/// The different figures in order, with sums so that the squares of any run of them are had at once.
struct Sums {
    distinct: Vec<f64>,
    /// Number, sum and sum of squares of all figures before a position; the mean of all is taken off first.
    before: Vec<[f64; 3]>,
}

impl Sums {
    fn of(figures: &[f64]) -> Self {
        let mut sorted = figures.to_vec();
        sorted.sort_by(f64::total_cmp);
        let mean = sorted.iter().sum::<f64>() / sorted.len().max(1) as f64;
        let (mut distinct, mut before) = (Vec::new(), vec![[0.0; 3]]);
        for same in sorted.chunk_by(|a, b| a == b) {
            let (count, off) = (same.len() as f64, same[0] - mean);
            let [n, sum, squares] = before[before.len() - 1];
            before.push([n + count, sum + count * off, squares + count * off * off]);
            distinct.push(same[0]);
        }
        Self { distinct, before }
    }

    /// The sum of squared differences from their mean, of the figures from `start` to before `end`.
    fn squares(&self, start: usize, end: usize) -> f64 {
        let ([n, sum, squares], [m, other, others]) = (self.before[end], self.before[start]);
        let (count, sum) = (n - m, sum - other);
        if count == 0.0 { 0.0 } else { (squares - others - sum * sum / count).max(0.0) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The sum of squares of the classes that these highest figures make.
    fn cost(figures: &[f64], highest: &[f64]) -> f64 {
        let mut below = f64::NEG_INFINITY;
        let mut total = 0.0;
        for &top in highest {
            let class: Vec<f64> = figures.iter().copied().filter(|&figure| figure > below && figure <= top).collect();
            let mean = class.iter().sum::<f64>() / class.len() as f64;
            total += class.iter().map(|figure| (figure - mean) * (figure - mean)).sum::<f64>();
            below = top;
        }
        total
    }

    /// Every division there is, tried.
    fn least_cost(figures: &[f64], classes: usize) -> f64 {
        let mut distinct = figures.to_vec();
        distinct.sort_by(f64::total_cmp);
        distinct.dedup();
        let last = distinct.len() - 1;
        let mut least = f64::INFINITY;
        for choice in 0_u32..1 << last {
            if choice.count_ones() as usize + 1 != classes.min(distinct.len()) {
                continue;
            }
            let ends = (0..last).filter(|at| choice >> at & 1 == 1).chain([last]);
            least = least.min(cost(figures, &ends.map(|at| distinct[at]).collect::<Vec<_>>()));
        }
        least
    }

    #[test]
    fn clusters_that_anyone_sees_are_found() {
        assert_eq!(natural_breaks(&[1.0, 2.0, 1.0, 10.0, 11.0, 30.0, 31.0, 30.0], 3), [2.0, 11.0, 31.0]);
        assert_eq!(natural_breaks(&[4.0, 4.0], 5), [4.0]);
        assert!(natural_breaks(&[], 5).is_empty());
    }

    proptest! {
        #[test]
        fn no_other_division_is_better(figures in prop::collection::vec(0..40_i32, 1..12), classes in 1..6_usize) {
            let figures: Vec<f64> = figures.into_iter().map(f64::from).collect();
            let highest = natural_breaks(&figures, classes);
            prop_assert!(highest.windows(2).all(|pair| pair[0] < pair[1]));
            let (ours, least) = (cost(&figures, &highest), least_cost(&figures, classes));
            prop_assert!((ours - least).abs() < 1e-6, "{ours} {least}");
        }
    }
}
