//! What is found in an article's text?

/// The version of what the analysis finds; raised whenever the same article gives other findings.
pub const VERSION: u32 = 1;
