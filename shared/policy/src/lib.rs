//! puente-policy
