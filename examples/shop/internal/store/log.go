package store

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"os"

	"example.com/shop/internal/order"
)

// A record of the log is the length and the checksum of its payload, four bytes each, and the payload, an order in JSON.
const (
	headerSize = 8
	maxRecord  = 1 << 20
	maxBatch   = 64
)

type write struct {
	record []byte
	done   chan error
}

// orderLog appends records to a file. Writers that arrive while the disk is busy share the next flush.
type orderLog struct {
	file   *os.File
	writes chan write
	ended  chan struct{}
}

// openLog replays the log to each and opens it for appending. A record that was cut short at the end by a crash is dropped.
func openLog(path string, each func(*order.Order)) (*orderLog, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	size, err := replay(bufio.NewReader(file), each)
	if err == nil {
		err = file.Truncate(size)
	}
	if err == nil {
		_, err = file.Seek(size, io.SeekStart)
	}
	if err != nil {
		file.Close()
		return nil, fmt.Errorf("log %s: %w", path, err)
	}
	log := &orderLog{file: file, writes: make(chan write, maxBatch), ended: make(chan struct{})}
	go log.run()
	return log, nil
}

// replay reads records up to the end or to the first that is cut short, and returns where that is.
func replay(from io.Reader, each func(*order.Order)) (int64, error) {
	var size int64
	var header [headerSize]byte
	for {
		if _, err := io.ReadFull(from, header[:]); err != nil {
			return size, ignoreEnd(err)
		}
		length := binary.BigEndian.Uint32(header[:4])
		if length > maxRecord {
			return size, fmt.Errorf("record at %d: %d bytes are too many", size, length)
		}
		payload := make([]byte, length)
		if _, err := io.ReadFull(from, payload); err != nil {
			return size, ignoreEnd(err)
		}
		if crc32.ChecksumIEEE(payload) != binary.BigEndian.Uint32(header[4:]) {
			return size, fmt.Errorf("record at %d: wrong checksum", size)
		}
		var o order.Order
		if err := json.Unmarshal(payload, &o); err != nil {
			return size, fmt.Errorf("record at %d: %w", size, err)
		}
		each(&o)
		size += headerSize + int64(length)
	}
}

func ignoreEnd(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return nil
	}
	return err
}

func encode(o *order.Order) ([]byte, error) {
	payload, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	record := make([]byte, headerSize, headerSize+len(payload))
	binary.BigEndian.PutUint32(record[:4], uint32(len(payload)))
	binary.BigEndian.PutUint32(record[4:], crc32.ChecksumIEEE(payload))
	return append(record, payload...), nil
}

// append returns when the order is on disk.
func (l *orderLog) append(o *order.Order) error {
	record, err := encode(o)
	if err != nil {
		return err
	}
	done := make(chan error, 1)
	l.writes <- write{record, done}
	return <-done
}

func (l *orderLog) run() {
	defer close(l.ended)
	batch := make([]write, 0, maxBatch)
	for first := range l.writes {
		batch = append(batch[:0], first)
		for len(batch) < maxBatch && len(l.writes) > 0 {
			batch = append(batch, <-l.writes)
		}
		err := l.flush(batch)
		for _, each := range batch {
			each.done <- err
		}
	}
}

func (l *orderLog) flush(batch []write) error {
	var buffer []byte
	for _, each := range batch {
		buffer = append(buffer, each.record...)
	}
	if _, err := l.file.Write(buffer); err != nil {
		return err
	}
	return l.file.Sync()
}

// close waits for what was appended. Nothing may be appended any more.
func (l *orderLog) close() error {
	close(l.writes)
	<-l.ended
	return l.file.Close()
}
