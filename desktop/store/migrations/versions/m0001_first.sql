CREATE TABLE arriving (
	stream TEXT NOT NULL,
	place INTEGER NOT NULL,
	is_state INTEGER NOT NULL,
	line TEXT NOT NULL,
	PRIMARY KEY (stream, place)
)
 WITHOUT ROWID;
CREATE TABLE blob (
	id INTEGER NOT NULL,
	stream TEXT NOT NULL,
	sha256 TEXT,
	size INTEGER DEFAULT '0' NOT NULL,
	state TEXT NOT NULL CONSTRAINT known CHECK (state IN ('begun', 'waiting', 'coming', 'here')),
	PRIMARY KEY (id)
);
CREATE UNIQUE INDEX blob_by_address ON blob (stream, sha256);
CREATE INDEX blob_by_state ON blob (state);
CREATE TABLE device (
	number INTEGER NOT NULL,
	user TEXT NOT NULL,
	public_key BLOB NOT NULL,
	PRIMARY KEY (number)
);
CREATE TABLE doubt (
	stream TEXT NOT NULL,
	family TEXT NOT NULL,
	code TEXT NOT NULL,
	since TEXT NOT NULL,
	PRIMARY KEY (stream)
);
CREATE TABLE narrative (
	id INTEGER NOT NULL,
	stream TEXT NOT NULL,
	kind TEXT NOT NULL,
	record TEXT NOT NULL,
	field TEXT NOT NULL,
	hidden INTEGER DEFAULT '0' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_narrative_stream ON narrative (stream);
CREATE UNIQUE INDEX narrative_by_field ON narrative (record, field, kind, stream);
CREATE TABLE narrative_queue (
	id INTEGER NOT NULL,
	text TEXT,
	PRIMARY KEY (id)
);
CREATE TABLE read_event (
	n INTEGER NOT NULL,
	at TEXT NOT NULL,
	"before" TEXT NOT NULL,
	read TEXT NOT NULL,
	link TEXT NOT NULL,
	acknowledged_at TEXT,
	PRIMARY KEY (n)
);
CREATE INDEX read_event_unacknowledged ON read_event (n) WHERE acknowledged_at IS NULL;
CREATE TABLE receipt (
	id INTEGER NOT NULL,
	at TEXT NOT NULL,
	epoch TEXT NOT NULL,
	heads TEXT NOT NULL,
	kept TEXT NOT NULL,
	signature TEXT NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE setting (
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (name)
);
CREATE TABLE stream (
	stream TEXT NOT NULL,
	family TEXT NOT NULL,
	compartment TEXT NOT NULL,
	revision INTEGER DEFAULT '0' NOT NULL,
	chain TEXT DEFAULT '' NOT NULL,
	own INTEGER DEFAULT '0' NOT NULL,
	begun INTEGER DEFAULT '0' NOT NULL,
	anew INTEGER DEFAULT '0' NOT NULL,
	receipt INTEGER,
	retain_until TEXT,
	retain_rule TEXT,
	hold TEXT,
	PRIMARY KEY (stream)
);
CREATE INDEX ix_stream_family ON stream (family);
CREATE TABLE unknown_field (
	stream TEXT NOT NULL,
	kind TEXT NOT NULL,
	record TEXT NOT NULL,
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	version INTEGER NOT NULL,
	PRIMARY KEY (stream, kind, record, field)
)
 WITHOUT ROWID;
CREATE TABLE blob_chunk (
	blob INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	bytes BLOB NOT NULL,
	PRIMARY KEY (blob, seq),
	FOREIGN KEY(blob) REFERENCES blob (id) ON DELETE CASCADE
);
CREATE TABLE change_set (
	n INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	stream TEXT NOT NULL,
	author TEXT NOT NULL,
	made_at TEXT NOT NULL,
	state TEXT NOT NULL CONSTRAINT known_state CHECK (state IN ('open', 'sealed', 'applied', 'stale', 'held', 'refused', 'aside', 'superseded', 'withdrawn', 'kept')),
	needs TEXT DEFAULT '[]' NOT NULL,
	decision TEXT,
	reason TEXT,
	sealed BLOB,
	digest BLOB,
	revision INTEGER,
	code TEXT,
	path TEXT,
	acknowledged_at TEXT,
	again INTEGER DEFAULT '0' NOT NULL,
	FOREIGN KEY(stream) REFERENCES stream (stream)
);
CREATE INDEX change_set_acknowledged ON change_set (acknowledged_at) WHERE sealed IS NOT NULL;
CREATE INDEX change_set_by_stream ON change_set (stream, state);
CREATE INDEX change_set_unacknowledged ON change_set (state) WHERE acknowledged_at IS NULL;
CREATE TABLE past (
	stream TEXT NOT NULL,
	revision INTEGER NOT NULL,
	head TEXT NOT NULL,
	changes TEXT NOT NULL,
	removed TEXT DEFAULT '[]' NOT NULL,
	PRIMARY KEY (stream, revision),
	FOREIGN KEY(stream) REFERENCES stream (stream)
);
CREATE TABLE change (
	n INTEGER NOT NULL,
	kind TEXT NOT NULL,
	record TEXT NOT NULL,
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	base INTEGER NOT NULL,
	shown TEXT NOT NULL,
	PRIMARY KEY (n, kind, record, field),
	FOREIGN KEY(n) REFERENCES change_set (n) ON DELETE CASCADE
)
 WITHOUT ROWID;
CREATE INDEX change_by_record ON change (record, field);
CREATE TABLE action (
	"plan" TEXT,
	outcome TEXT,
	text TEXT,
	detail TEXT,
	owners TEXT,
	workers TEXT,
	start_on TEXT,
	due_on TEXT,
	progress TEXT,
	progress_notes TEXT,
	barrier TEXT,
	done_on TEXT,
	service TEXT,
	came_from TEXT,
	position INTEGER,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_action_stream ON action (stream);
CREATE TABLE address (
	place TEXT,
	use TEXT,
	from_on TEXT,
	until_on TEXT,
	confidential BOOLEAN,
	directions TEXT,
	directions_by TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_address_stream ON address (stream);
CREATE TABLE adult_said (
	visit TEXT,
	adult TEXT,
	worker TEXT,
	said TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_adult_said_stream ON adult_said (stream);
CREATE TABLE allocation (
	worker TEXT,
	part TEXT,
	agency TEXT,
	manager TEXT,
	from_on TEXT,
	until_on TEXT,
	reason TEXT,
	accepted_at TEXT,
	handover TEXT,
	episode TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_allocation_stream ON allocation (stream);
CREATE TABLE answer (
	stream TEXT NOT NULL,
	assessment TEXT NOT NULL,
	"key" TEXT NOT NULL,
	value TEXT,
	narrative TEXT,
	choices TEXT,
	status TEXT,
	said_by TEXT,
	sensitivity TEXT,
	source TEXT,
	words TEXT,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (assessment, "key")
);
CREATE TABLE assessment (
	form_id TEXT,
	form_version TEXT,
	form_digest TEXT,
	reference TEXT,
	previous TEXT,
	episode TEXT,
	state TEXT,
	assessment_kind TEXT,
	started_on TEXT,
	lead TEXT,
	children TEXT,
	took_part TEXT,
	completed_on TEXT,
	level TEXT,
	rationale TEXT,
	outcome TEXT,
	family_comments TEXT,
	fair_picture TEXT,
	signed_by TEXT,
	unsigned_because TEXT,
	signed_off TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_assessment_stream ON assessment (stream);
CREATE TABLE attachment (
	sha256 TEXT,
	category TEXT,
	name TEXT,
	size INTEGER,
	media_type TEXT,
	caption TEXT,
	received_on TEXT,
	from_whom TEXT,
	belongs_to TEXT,
	page INTEGER,
	sensitivity TEXT,
	about TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_attachment_stream ON attachment (stream);
CREATE TABLE child_seen (
	visit TEXT,
	child TEXT,
	worker TEXT,
	seen TEXT,
	awake BOOLEAN,
	spoken_to BOOLEAN,
	not_seen_because TEXT,
	next_on TEXT,
	found_out TEXT,
	said TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_child_seen_stream ON child_seen (stream);
CREATE TABLE concern (
	raised_at TEXT,
	raised_by TEXT,
	noticed TEXT,
	place TEXT,
	about TEXT,
	who TEXT,
	visit TEXT,
	words TEXT,
	said_by TEXT,
	asked TEXT,
	seen TEXT,
	marks TEXT,
	opinion TEXT,
	categories TEXT,
	safe_now TEXT,
	actions TEXT,
	others_know TEXT,
	child_told TEXT,
	parent_told TEXT,
	why_not TEXT,
	consent TEXT,
	calls TEXT,
	outcome TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_concern_stream ON concern (stream);
CREATE TABLE "conflict" (
	nature TEXT,
	record_kind TEXT,
	record TEXT,
	field_name TEXT,
	base TEXT,
	kept TEXT,
	kept_by TEXT,
	kept_at TEXT,
	other TEXT,
	other_by TEXT,
	other_at TEXT,
	changed TEXT,
	settled TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_conflict_stream ON "conflict" (stream);
CREATE TABLE consent (
	person TEXT,
	purpose TEXT,
	agency TEXT,
	decision TEXT,
	from_on TEXT,
	until_on TEXT,
	review_on TEXT,
	limits TEXT,
	not_to_see TEXT,
	competence TEXT,
	refusal TEXT,
	refusal_risk TEXT,
	refusal_instead TEXT,
	copies_to TEXT,
	copies_by TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_consent_stream ON consent (stream);
CREATE TABLE disclosure (
	what TEXT,
	records TEXT,
	to_whom TEXT,
	agency TEXT,
	at TEXT,
	how TEXT,
	consent TEXT,
	ground TEXT,
	reasons TEXT,
	authorised_by TEXT,
	document TEXT,
	about TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_disclosure_stream ON disclosure (stream);
CREATE TABLE ecomap_link (
	label TEXT,
	category TEXT,
	strength TEXT,
	direction TEXT,
	about TEXT,
	note TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_ecomap_link_stream ON ecomap_link (stream);
CREATE TABLE episode (
	state TEXT,
	source TEXT,
	presenting TEXT,
	level TEXT,
	rationale TEXT,
	received_at TEXT,
	allocated_at TEXT,
	first_contact_at TEXT,
	lead TEXT,
	without_help TEXT,
	ending TEXT,
	difference TEXT,
	carries_on TEXT,
	family_view TEXT,
	sustain_check_on TEXT,
	searched TEXT,
	previous TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_episode_stream ON episode (stream);
CREATE TABLE event (
	happened_on TEXT,
	precision TEXT,
	text TEXT,
	category TEXT,
	about TEXT,
	impact TEXT,
	positive BOOLEAN,
	significant BOOLEAN,
	source TEXT,
	source_record TEXT,
	sensitivity TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_event_stream ON event (stream);
CREATE TABLE family (
	name TEXT,
	reference TEXT,
	area TEXT,
	language TEXT,
	communication TEXT,
	other_ids TEXT,
	restricted BOOLEAN,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_family_stream ON family (stream);
CREATE TABLE flag (
	category TEXT,
	text TEXT,
	source TEXT,
	from_on TEXT,
	checked_on TEXT,
	review_on TEXT,
	until_on TEXT,
	about TEXT,
	show_on TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_flag_stream ON flag (stream);
CREATE TABLE manager_decision (
	assessment TEXT,
	decision TEXT,
	comment TEXT,
	decided_by TEXT,
	decided_on TEXT,
	digest TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_manager_decision_stream ON manager_decision (stream);
CREATE TABLE merge_decision (
	proposal TEXT,
	decision TEXT,
	comment TEXT,
	decided_by TEXT,
	decided_at TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_merge_decision_stream ON merge_decision (stream);
CREATE TABLE merge_proposal (
	act TEXT,
	other TEXT,
	why TEXT,
	proposed_by TEXT,
	proposed_at TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_merge_proposal_stream ON merge_proposal (stream);
CREATE TABLE note (
	happened_at TEXT,
	channel TEXT,
	text TEXT,
	with_whom TEXT,
	minutes INTEGER,
	sensitivity TEXT,
	episode TEXT,
	about TEXT,
	moved TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_note_stream ON note (stream);
CREATE TABLE outcome (
	"plan" TEXT,
	text TEXT,
	for_whom TEXT,
	measure TEXT,
	area TEXT,
	came_from TEXT,
	priority INTEGER,
	need TEXT,
	start_score INTEGER,
	target_score INTEGER,
	current_score INTEGER,
	state TEXT,
	met_on TEXT,
	sustain_check_on TEXT,
	position INTEGER,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_outcome_stream ON outcome (stream);
CREATE TABLE own_time (
	begins_at TEXT,
	ends_at TEXT,
	what TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_own_time_stream ON own_time (stream);
CREATE TABLE person (
	first_name TEXT,
	middle_names TEXT,
	surname TEXT,
	known_as TEXT,
	previous_names TEXT,
	role TEXT,
	born_on TEXT,
	born_on_estimated BOOLEAN,
	expected_on TEXT,
	died_on TEXT,
	sex TEXT,
	gender TEXT,
	pronouns TEXT,
	ethnicity TEXT,
	religion TEXT,
	first_language TEXT,
	other_languages TEXT,
	living_pattern TEXT,
	phone TEXT,
	email TEXT,
	disability TEXT,
	conditions TEXT,
	health TEXT,
	nhs_number TEXT,
	upn TEXT,
	other_ids TEXT,
	school TEXT,
	year_group TEXT,
	tutor TEXT,
	gp_practice TEXT,
	dentist TEXT,
	health_visitor TEXT,
	services TEXT,
	employment TEXT,
	aware TEXT,
	in_consent TEXT,
	drawn_at TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_person_stream ON person (stream);
CREATE TABLE "plan" (
	episode TEXT,
	aim TEXT,
	agreed TEXT,
	agreed_with TEXT,
	contingency TEXT,
	child_version TEXT,
	review_on TEXT,
	copies_to TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_plan_stream ON "plan" (stream);
CREATE TABLE professional (
	name TEXT,
	role TEXT,
	agency TEXT,
	phone TEXT,
	email TEXT,
	email_secure BOOLEAN,
	for_whom TEXT,
	from_on TEXT,
	until_on TEXT,
	in_team BOOLEAN,
	is_lead BOOLEAN,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_professional_stream ON professional (stream);
CREATE TABLE redaction (
	record_kind TEXT,
	record TEXT,
	field_names TEXT,
	ground TEXT,
	authority TEXT,
	requested_by TEXT,
	approval TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_redaction_stream ON redaction (stream);
CREATE TABLE relationship (
	a TEXT,
	relation TEXT,
	b TEXT,
	from_on TEXT,
	until_on TEXT,
	responsibility TEXT,
	quality TEXT,
	notes TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_relationship_stream ON relationship (stream);
CREATE TABLE residence (
	person TEXT,
	home TEXT,
	part TEXT,
	days_per_week INTEGER,
	from_on TEXT,
	until_on TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_residence_stream ON residence (stream);
CREATE TABLE scale_score (
	who TEXT,
	worker TEXT,
	about TEXT,
	area TEXT,
	score INTEGER,
	profile TEXT,
	anchors TEXT,
	scored_on TEXT,
	why TEXT,
	one_up TEXT,
	assessment TEXT,
	episode TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_scale_score_stream ON scale_score (stream);
CREATE TABLE settings (
	framework TEXT,
	valid_from TEXT,
	document TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_settings_stream ON settings (stream);
CREATE TABLE statement (
	person TEXT,
	record_kind TEXT,
	record TEXT,
	field_name TEXT,
	text TEXT,
	made_on TEXT,
	how TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_statement_stream ON statement (stream);
CREATE TABLE visit (
	state TEXT,
	failed_because TEXT,
	failed_did TEXT,
	failed_tried TEXT,
	worker TEXT,
	joint_with TEXT,
	with_workers TEXT,
	series TEXT,
	planned_at TEXT,
	planned_minutes INTEGER,
	travel_minutes INTEGER,
	visit_type TEXT,
	place TEXT,
	purpose TEXT,
	actions TEXT,
	to_take TEXT,
	packed TEXT,
	people_seen TEXT,
	others_present TEXT,
	covered TEXT,
	next_visit_at TEXT,
	episode TEXT,
	about TEXT,
	arrived_at TEXT,
	left_at TEXT,
	written_at TEXT,
	conditions TEXT,
	home TEXT,
	bedroom_seen TEXT,
	observation TEXT,
	analysis TEXT,
	direct_work TEXT,
	safety TEXT,
	buddy TEXT,
	buddy_phone TEXT,
	expected_end_at TEXT,
	checked_in_at TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_visit_stream ON visit (stream);
CREATE TABLE visit_entry (
	visit TEXT,
	at TEXT,
	worker TEXT,
	tag TEXT,
	text TEXT,
	said_by TEXT,
	sensitivity TEXT,
	became TEXT,
	about TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_visit_entry_stream ON visit_entry (stream);
CREATE TABLE visit_part (
	visit TEXT,
	worker TEXT,
	worker_name TEXT,
	arrived_at TEXT,
	left_at TEXT,
	written_at TEXT,
	conditions TEXT,
	home TEXT,
	bedroom_seen TEXT,
	observation TEXT,
	analysis TEXT,
	direct_work TEXT,
	safety TEXT,
	buddy TEXT,
	buddy_phone TEXT,
	expected_end_at TEXT,
	checked_in_at TEXT,
	id TEXT NOT NULL,
	deleted TEXT,
	stream TEXT NOT NULL,
	versions JSON DEFAULT '{}' NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX ix_visit_part_stream ON visit_part (stream);
