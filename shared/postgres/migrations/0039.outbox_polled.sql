-- depends: 0038.organisations
-- A transaction that notifies holds a lock of the whole database from just before its commit until
-- that is on the disk, so those with an event were flushed one by one. The relay looks by itself.

DROP TRIGGER outbox_tells_relay ON messaging.outbox;
DROP FUNCTION messaging.tell_relay();
