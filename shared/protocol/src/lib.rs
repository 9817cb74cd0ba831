//! puente-protocol
