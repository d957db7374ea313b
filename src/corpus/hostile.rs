//! What becomes of input that is made to harm, or was merely badly made?
