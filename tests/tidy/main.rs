//! The rules of structure that a tool can check.
