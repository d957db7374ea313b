//! Does the program do, seen from outside, what it promises?

#![allow(clippy::unwrap_used, reason = "a test ends where something is not there")]
#![allow(clippy::print_stderr, reason = "a test tells what it left out and how much it looked at")]

mod contract;
mod golden;
mod newsroom;

mod copies;
mod digests;
mod filters;
mod gold;
mod helping;
mod house;
mod keeping;
mod killing;
mod law_two;
mod losing;
mod queries;
mod ranking;
mod readme;
mod seeds;
mod shapes;
mod statements;
mod tracing;
