//! A body as something that is read, one piece after another.

use std::io::{self, Read};

use bytes::Bytes;

use super::Piece;
use super::file::FileReader;

/// A body that is being read, piece by piece; made by [`Body::into_reader`](super::Body::into_reader).
#[derive(Debug)]
pub struct BodyReader {
    pieces: std::vec::IntoIter<Piece>,
    current: Option<PieceReader>,
}

#[derive(Debug)]
enum PieceReader {
    Bytes(io::Cursor<Bytes>),
    File(FileReader),
}

impl BodyReader {
    pub(super) fn new(pieces: Vec<Piece>) -> Self {
        Self { pieces: pieces.into_iter(), current: None }
    }
}

impl Read for BodyReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = match &mut self.current {
                Some(PieceReader::Bytes(reader)) => reader.read(buffer)?,
                Some(PieceReader::File(reader)) => reader.read(buffer)?,
                None => 0,
            };
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            self.current = match self.pieces.next() {
                Some(Piece::Bytes(bytes)) => Some(PieceReader::Bytes(io::Cursor::new(bytes))),
                Some(Piece::File(file)) => Some(PieceReader::File(FileReader::new(file))),
                None => return Ok(0),
            };
        }
    }
}
