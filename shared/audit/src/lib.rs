//! puente-audit
