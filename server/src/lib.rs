//! puente-server
