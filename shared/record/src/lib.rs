//! puente-record
