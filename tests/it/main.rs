//! Does the program do, seen from outside, what it promises?

#![allow(clippy::unwrap_used, reason = "a test ends where something is not there")]
#![allow(clippy::print_stderr, reason = "a test tells what it left out and how much it looked at")]

mod newsroom;

mod digests;
mod filters;
mod keeping;
mod law_two;
mod shapes;
