-- The chain of what one call has caused: whoever looks at one event asks for the others of its trace. The 32 digits of
-- a trace stand in the middle of it (W3C: version, trace, span, flags).
create index event_trace on hub.event (substr(trace, 4, 32), xid, id);
