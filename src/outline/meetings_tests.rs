use std::collections::BTreeSet;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::super::contacts::Contact;
use super::super::test_shapes::shape as drawn;
use super::*;

/// A meeting as it can be compared: how, and which edges of which rings.
type Told = (Contact, [(u32, u32); 2]);

fn told(meeting: &Meeting) -> Told {
    let mut edges = [0, 1].map(|at| (meeting.edges[at].ring, meeting.edges[at].at));
    edges.sort_unstable();
    (meeting.contact, edges)
}

fn swept(chains: &[Chain], along: usize) -> BTreeSet<Told> {
    let mut found = BTreeSet::new();
    let mut see = |meeting: Meeting| {
        found.insert(told(&meeting));
        ControlFlow::Continue(())
    };
    sweep(chains, along, &mut see).unwrap();
    found
}

/// Asks about every two edges.
fn of_every_pair(chains: &[Chain]) -> BTreeSet<Told> {
    let edges: Vec<Segment> = chains.iter().flat_map(Chain::edges).collect();
    let pairs = edges.iter().enumerate().flat_map(|(at, one)| edges[..at].iter().map(move |other| (*one, *other)));
    pairs.filter_map(|(one, other)| Meeting::of(one, other)).map(|meeting| told(&meeting)).collect()
}

#[test]
fn both_ways_to_sweep_find_what_every_pair_of_edges_tells() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut seen = [0; 4];
    for round in 0..3_000 {
        // Small rings on few points, where all is crossed and touched, and long ones that mostly go their way.
        let (corners, room) = [(3..7, 6), (9..40, 12), (30..60, 1_000)][round % 3].clone();
        let corners = rng.random_range(corners);
        let mut ring = || -> Vec<[f64; 2]> {
            (0..corners).map(|_| [0, 1].map(|_| f64::from(rng.random_range(0..room)))).collect()
        };
        let rings: Vec<_> = (0..=round % 2).map(|_| ring()).collect();
        let shape = drawn(&rings.iter().map(|ring| &ring[..]).collect::<Vec<_>>());
        let chains = chains(&shape);
        let expected = of_every_pair(&chains);
        assert_eq!([swept(&chains, 0), swept(&chains, 1)], [expected.clone(), expected.clone()], "{rings:?}");
        let worst = expected.iter().map(|told| told.0).max();
        seen[worst.map_or(0, |contact| 1 + contact as usize)] += 1;
    }
    assert!(seen.iter().all(|&rounds| rounds > 10), "none, two rings in a point, at a corner, and across: {seen:?}");
}

#[test]
fn a_chain_that_goes_one_way_meets_itself_nowhere() {
    let mut rng = ChaCha8Rng::seed_from_u64(8);
    let mut one_way = 0;
    for _ in 0..3_000 {
        let ring: Vec<[f64; 2]> = (0..20)
            .map(|step| [f64::from(step * 3 + rng.random_range(-2..4)), f64::from(rng.random_range(0..9))])
            .collect();
        let shape = drawn(&[&ring]);
        for chain in chains(&shape).iter().filter(|chain| chain.goes_one_way) {
            assert_eq!(of_every_pair(std::slice::from_ref(chain)), BTreeSet::new(), "{ring:?}");
            one_way += 1;
        }
    }
    assert!(one_way > 100, "{one_way}");
}

#[test]
fn what_is_told_to_stop_stops() {
    let star = [[0.0, 3.0], [10.0, 3.0], [1.0, 9.0], [5.0, 0.0], [9.0, 9.0]];
    let mut shown = 0;
    let mut see = |_: Meeting| {
        shown += 1;
        ControlFlow::Break(())
    };
    meetings(&drawn(&[&star]), &mut see).unwrap();
    assert_eq!(shown, 1);
}

#[test]
fn a_comb_is_a_tangle_along_its_teeth_only() {
    let teeth = 70_000;
    let comb: Vec<[f64; 2]> = (0..teeth)
        .map(|at| [f64::from(at), if at % 2 == 0 { 100.0 } else { 200_000.0 }])
        .chain([[f64::from(teeth), 0.0], [0.0, 0.0]])
        .collect();
    let shape = drawn(&[&comb]);
    let chains = chains(&shape);
    let mut see = |_: Meeting| ControlFlow::Continue(());
    assert!(sweep(&chains, 1, &mut see).is_err());
    assert!(sweep(&chains, 0, &mut see).is_ok());
}
