//! Properties of the whole job, on random small studies run by the binary: the figures are those of a slow plain version
//! that shares no code with the library, and what should change no figure changes none.

mod made_study;
mod metamorphic;
mod one_more_child;
mod slow;
mod slow_agrees;

#[path = "../support/mod.rs"]
mod support;
