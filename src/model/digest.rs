//! Which fingerprint do bytes have?

use sha2::{Digest, Sha256};

/// Gives the SHA-256 of bytes as it is printed: `sha256:` and 64 hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    printed(&Sha256::digest(bytes))
}

/// The SHA-256 of bytes that come piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Running(Sha256);

impl Running {
    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Gives the fingerprint of all bytes so far, as [`sha256`] prints it.
    pub fn printed(&self) -> String {
        printed(&self.0.clone().finalize())
    }
}

fn printed(sum: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |of: u8| DIGITS[usize::from(of & 15)] as char;
    "sha256:".chars().chain(sum.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)])).collect()
}

/// Gives the SHA-256 of several parts, each ended by a zero byte, so that `ab`, `c` and `a`, `bc` differ.
fn of_parts(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize().into()
}

/// Gives the first 64 bits of the SHA-256 of several parts.
pub fn key(parts: &[&[u8]]) -> u64 {
    first_64(&of_parts(parts))
}

/// Gives the first 128 bits of the SHA-256 of several parts, each behind its length, as two numbers.
pub fn halves(parts: &[&[u8]]) -> [u64; 2] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let hash: [u8; 32] = hash.finalize().into();
    [first_64(&hash), first_64(&hash[8..])]
}

fn first_64(hash: &[u8]) -> u64 {
    hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
