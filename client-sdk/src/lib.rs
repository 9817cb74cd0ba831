//! puente-client
