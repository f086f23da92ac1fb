BEGIN TRANSACTION;
CREATE TABLE alert (
	id VARCHAR NOT NULL, 
	event VARCHAR NOT NULL, 
	story VARCHAR NOT NULL, 
	severity INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	created BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	FOREIGN KEY(story) REFERENCES story (id) ON DELETE CASCADE
);
INSERT INTO "alert" VALUES('alert','event','doc/0',4,'new event',1756987200000000);
CREATE TABLE attempt (
	delivery VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	started BIGINT NOT NULL, 
	ended BIGINT, 
	outcome VARCHAR NOT NULL, 
	PRIMARY KEY (delivery, number), 
	FOREIGN KEY(delivery) REFERENCES delivery (id) ON DELETE CASCADE
);
INSERT INTO "attempt" VALUES('rung',1,1756987200000000,1756987200000000,'sent');
INSERT INTO "attempt" VALUES('lost',1,1756987200000000,1756987200000000,'no clear answer');
INSERT INTO "attempt" VALUES('given up',1,1756987200000000,1756987200000000,'message is too long');
CREATE TABLE delivery (
	number INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	severity INTEGER NOT NULL, 
	created BIGINT NOT NULL, 
	not_before BIGINT NOT NULL, 
	alert VARCHAR, 
	attempts INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	message_id VARCHAR NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	FOREIGN KEY(channel) REFERENCES lane (channel)
);
INSERT INTO "delivery" VALUES(1,'rung','desk','words of rung',3,1756987200000000,1756987200000000,'alert',1,'sent','','17');
INSERT INTO "delivery" VALUES(2,'waits','desk','<b>waits</b>',4,1756987200000000,1756987200000000,NULL,0,'queued','','');
INSERT INTO "delivery" VALUES(3,'lost','desk','words of lost',3,1756987200000000,1756987200000000,NULL,1,'uncertain','no clear answer','');
INSERT INTO "delivery" VALUES(4,'given up','desk','words of given up',3,1756987200000000,1756987200000000,NULL,1,'dead','message is too long','');
CREATE TABLE document (
	id VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	text BLOB NOT NULL, 
	title VARCHAR NOT NULL, 
	seen BIGINT NOT NULL, 
	published BIGINT, 
	url VARCHAR, 
	origin VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "document" VALUES('doc','press',X'789CF34A2D2956282E292A4DCE56485448492DC82F51C84B4D2C52F0482CCA2CD20300B49D0B1A','',1756987200000000,NULL,'https://press.example/1','');
CREATE TABLE event (
	id VARCHAR NOT NULL, 
	rules VARCHAR NOT NULL, 
	names VARCHAR NOT NULL, 
	named VARCHAR NOT NULL, 
	told_as VARCHAR NOT NULL, 
	severity INTEGER NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	day_said BOOLEAN NOT NULL, 
	signature VARCHAR NOT NULL, 
	sources VARCHAR NOT NULL, 
	stories INTEGER NOT NULL, 
	rung BIGINT, 
	begun BIGINT NOT NULL, 
	seen BIGINT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "event" VALUES('event','["attack"]','["harir"]','["harir"]','["reported"]',4,'2025-09-04','2025-09-04',0,'[1, 2, 3]','["Harir Wire", "press"]',2,1756987200000000,1756987200000000,1756987200000000);
CREATE TABLE event_key (
	"key" VARCHAR NOT NULL, 
	event VARCHAR NOT NULL, 
	PRIMARY KEY ("key", event), 
	FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "event_key" VALUES('attack/harir','event');
INSERT INTO "event_key" VALUES('attack~1','event');
INSERT INTO "event_key" VALUES('attack~2','event');
INSERT INTO "event_key" VALUES('attack~3','event');
CREATE TABLE lane (
	channel VARCHAR NOT NULL, 
	not_before BIGINT, 
	closed VARCHAR NOT NULL, 
	last_message_id VARCHAR NOT NULL, 
	PRIMARY KEY (channel)
);
INSERT INTO "lane" VALUES('desk',1756987203000000,'','17');
CREATE TABLE "match" (
	story VARCHAR NOT NULL, 
	rule VARCHAR NOT NULL, 
	severity INTEGER NOT NULL, 
	told_as VARCHAR NOT NULL, 
	evidence VARCHAR NOT NULL, 
	PRIMARY KEY (story, rule), 
	FOREIGN KEY(story) REFERENCES story (id) ON DELETE CASCADE
);
INSERT INTO "match" VALUES('doc/0','attack',4,'reported','[[0, 31, "reported", ["harir"]]]');
CREATE TABLE moved_chat (
	"before" VARCHAR NOT NULL, 
	"after" VARCHAR NOT NULL, 
	PRIMARY KEY ("before")
);
INSERT INTO "moved_chat" VALUES('-1','-1001');
CREATE TABLE seen_document (
	id VARCHAR NOT NULL, 
	seen BIGINT NOT NULL, 
	PRIMARY KEY (id)
)
 WITHOUT ROWID

;
INSERT INTO "seen_document" VALUES('doc',1756987200000000);
CREATE TABLE source (
	name VARCHAR NOT NULL, 
	cursor VARCHAR NOT NULL, 
	last_success BIGINT, 
	last_failure BIGINT, 
	failures INTEGER NOT NULL, 
	note VARCHAR NOT NULL, 
	skipped VARCHAR NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "source" VALUES('press','7',1756987200000000,NULL,0,'','[["torn.txt", "it is empty"]]');
CREATE TABLE story (
	id VARCHAR NOT NULL, 
	document VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	title VARCHAR NOT NULL, 
	date DATE, 
	date_inferred BOOLEAN NOT NULL, 
	source VARCHAR NOT NULL, 
	source_inferred BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(document) REFERENCES document (id) ON DELETE CASCADE
);
INSERT INTO "story" VALUES('doc/0','doc',0,31,'A depot burns',NULL,0,'Harir Wire',0);
CREATE TABLE verdict (
	number INTEGER NOT NULL, 
	story VARCHAR NOT NULL, 
	event VARCHAR NOT NULL, 
	rule VARCHAR NOT NULL, 
	at BIGINT NOT NULL, 
	action VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	detail VARCHAR NOT NULL, 
	severity INTEGER NOT NULL, 
	headline VARCHAR NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (story, event, rule), 
	FOREIGN KEY(story) REFERENCES story (id) ON DELETE CASCADE, 
	FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "verdict" VALUES(1,'doc/0','event','attack',1756987200000000,'ring','new event','',4,'Attack, Harir');
CREATE TABLE verdict_channel (
	channel VARCHAR NOT NULL, 
	verdict INTEGER NOT NULL, 
	PRIMARY KEY (channel, verdict), 
	FOREIGN KEY(verdict) REFERENCES verdict (number) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "verdict_channel" VALUES('desk',1);
CREATE INDEX ix_document_source ON document (source);
CREATE INDEX ix_document_seen ON document (seen);
CREATE INDEX ix_event_seen ON event (seen);
CREATE INDEX ix_story_document ON story (document);
CREATE INDEX ix_event_key_event ON event_key (event);
CREATE INDEX ix_delivery_state ON delivery (state);
CREATE INDEX delivery_waiting ON delivery (channel, severity DESC, created, number) WHERE state IN ('queued', 'uncertain');
CREATE INDEX ix_delivery_alert ON delivery (alert);
CREATE INDEX ix_verdict_at ON verdict (at);
CREATE INDEX ix_verdict_event ON verdict (event);
CREATE INDEX ix_alert_event ON alert (event);
CREATE INDEX ix_alert_story ON alert (story);
CREATE INDEX verdict_channel_verdict ON verdict_channel (verdict);
COMMIT;
