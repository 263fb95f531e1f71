//! The table of first and last wards on each measure.

use super::figure::{Figure, count, figure, table, text};
use crate::geography::Coverage;
use crate::summarise::{Findings, RankedWard, Ranking};
use crate::write::{Table, Value};

/// How many wards each list shows.
const LIST_LENGTH: usize = 10;

struct RankRow<'a> {
    ranking: &'a Ranking,
    end: &'static str,
    ward: RankedWard,
    coverage: &'a Coverage,
}

/// For each measure the ten highest and the ten lowest wards.
pub(super) fn ranks_table(findings: &Findings) -> Table {
    let figures: Vec<Figure<RankRow>> = vec![
        figure("measure", "The column of the ward table that is ranked.", |row| text(row.ranking.measure.word())),
        figure("end", "highest or lowest.", |row| text(row.end)),
        figure("rank", "From that end; wards with the same figure share the first of their ranks.", |row| {
            count(row.ward.rank)
        }),
        figure("wards_sharing_rank", "Wards with this figure; the list may not have room for all.", |row| {
            count(row.ward.sharing)
        }),
        figure("wards_ranked", "Wards whose figure is known.", |row| count(row.ranking.wards_ranked())),
        figure("ward_code", "GSS code of the ward.", |row| text(row.coverage.ward(row.ward.ward).code)),
        figure("ward_name", "Name of the ward.", |row| text(row.coverage.ward(row.ward.ward).name.as_str())),
        figure("figure", "The ward's figure.", |row| {
            Value::number(Some(row.ward.figure), row.ranking.measure.decimals())
        }),
    ];
    let rows = findings.ranks.iter().flat_map(|ranking| rows_of(ranking, findings.coverage));
    table("ranks", "Which ten wards come first and last on each measure?", figures, rows)
}

fn rows_of<'a>(ranking: &'a Ranking, coverage: &'a Coverage) -> impl Iterator<Item = RankRow<'a>> {
    let first_ten = |wards: Vec<RankedWard>, end| {
        wards.into_iter().take(LIST_LENGTH).map(move |ward| RankRow { ranking, end, ward, coverage })
    };
    first_ten(ranking.highest_first(), "highest").chain(first_ten(ranking.lowest_first(), "lowest"))
}
