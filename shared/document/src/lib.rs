//! puente-document
