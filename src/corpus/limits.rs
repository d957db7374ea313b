//! How much is read of odd input before the rest is left out, and why so much?

/// Bytes of one file: a choice, so that a file and what it unfolds to fit into the memory of a small laptop.
pub const FILE_BYTES: u64 = 1 << 30;

/// Bytes of one article: no news story comes near; beyond it lies data that only looks like text.
pub const RECORD_BYTES: usize = 64 << 20;

/// Bytes that a compressed file may unfold to, so that a bomb fills no memory.
pub const UNPACKED_BYTES: usize = 1 << 30;

/// Bytes that are unfolded before their ratio is looked at: short repetitive files compress well without harm.
pub const RATIO_FREE_BYTES: usize = 16 << 20;

/// Bytes unfolded for each compressed byte: deflate itself ends at 1,032; text stays far below this.
pub const UNPACK_RATIO: usize = 200;

/// Compressed files inside compressed files: a `.gz` that holds a `.gz` is met, more is an attack.
pub const UNPACK_DEPTH: usize = 3;

/// Records of one file: a choice, far above what one file of the size above holds in articles.
pub const RECORDS: usize = 10_000_000;

/// Open elements of a page: a choice far above what pages nest; tree builders take quadratic time in depth (100,000: 36 s measured).
pub const HTML_DEPTH: usize = 400;

/// Attributes of one tag that are looked at: tree builders compare each with all before it (100,000: 3.5 s measured).
pub const HTML_ATTRIBUTES: usize = 64;

/// Bytes of a page that is handed to the extraction library: 27 times the largest of 71 saved news pages (597 KB).
pub const HTML_BYTES: usize = 16 << 20;

/// Blocks of a page that can be told apart in the extraction library's answer: the private characters of plane 15.
pub const HTML_BLOCKS: usize = 65_000;

/// Bytes in which a page's own statement of its charset is looked for; the standard says 1,024, some pages run over.
pub const CHARSET_PRESCAN: usize = 4096;

/// Bytes of a file by which its kind is told.
pub const KIND_PRESCAN: usize = 4096;
