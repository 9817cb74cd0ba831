//! puente-tests
