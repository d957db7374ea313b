//! Does the program do, seen from outside, what it promises?

#![allow(clippy::unwrap_used, reason = "a test ends where something is not there")]
#![allow(clippy::print_stderr, reason = "a test tells what it left out and how much it looked at")]

mod contract;
mod golden;
mod newsroom;

mod aliases;
mod alphabets;
mod checking;
mod citing;
mod claim_cases;
mod compounds;
mod context;
mod copies;
mod correcting;
mod damage;
mod depth;
mod digests;
mod explaining;
mod facets;
mod filters;
mod foreign;
mod framing;
mod fuzz;
mod gold;
mod helping;
mod house;
mod keeping;
mod killing;
mod law_two;
mod law_two_all;
mod limits;
mod losing;
mod new;
mod opening;
mod places;
mod queries;
mod ranking;
mod readme;
mod seeds;
mod shapes;
mod soaking;
mod sources;
mod spelling;
mod statements;
mod stems;
mod stopping;
mod topics;
mod tracing;
mod vanishing;
mod watching;
