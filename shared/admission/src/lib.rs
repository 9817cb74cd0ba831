//! puente-admission
