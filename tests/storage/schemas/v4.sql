PRAGMA application_id = 1128748616;
PRAGMA user_version = 4;
BEGIN TRANSACTION;
CREATE TABLE allergy (
	care_recipient_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	substance TEXT NOT NULL, 
	reaction TEXT NOT NULL, 
	severity TEXT, 
	CONSTRAINT pk_allergy PRIMARY KEY (care_recipient_id, position), 
	CONSTRAINT fk_allergy_care_recipient_id_care_recipient FOREIGN KEY(care_recipient_id) REFERENCES care_recipient (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "allergy" VALUES('person-1',0,'penicillin','swelling of the face','severe');
INSERT INTO "allergy" VALUES('person-1',1,'latex','rash','mild');
CREATE TABLE care_recipient (
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	preferred_name TEXT NOT NULL, 
	full_name TEXT NOT NULL, 
	birth_date DATE, 
	gestation_weeks INTEGER, 
	sex TEXT, 
	weight_amount VARCHAR(32), 
	weight_unit TEXT, 
	weight_measured_on DATE, 
	weight_ounces VARCHAR(32), 
	languages JSON NOT NULL, 
	communication TEXT NOT NULL, 
	usual_state TEXT NOT NULL, 
	tell_first TEXT NOT NULL, 
	conditions JSON NOT NULL, 
	allergy_state TEXT NOT NULL, 
	no_allergies_confirmed_on DATE, 
	preferred_hospital TEXT NOT NULL, 
	advance_directives TEXT NOT NULL, 
	home_address TEXT NOT NULL, 
	how_to_get_in TEXT NOT NULL, 
	home_off_sheet BOOLEAN NOT NULL, 
	seizure_plan TEXT NOT NULL, 
	clinic_reviewed_by TEXT, 
	clinic_reviewed_on DATE, 
	clinic_review_fingerprint TEXT, 
	notes TEXT NOT NULL, 
	CONSTRAINT pk_care_recipient PRIMARY KEY (id)
);
INSERT INTO "care_recipient" VALUES('person-1',0,'Theo','Theodore Marsh','2012-03-04',NULL,'male','31.5','kg','2026-11-02',NULL,'["English"]','does not speak; looks up for yes, looks down for no','smiles at voices; arms are tight, legs are loose; temperature 36.4 C','Baclofen pump in his belly. If he is floppy and sleepy, or stiff, hot and itchy, it may be the pump. Please call the pump clinic.','["cerebral palsy (spastic quadriplegia)", "epilepsy", "feeding tube (G-tube)"]','recorded',NULL,'Lakeshore Children''s Hospital','full treatment; papers in the blue folder, kitchen','214 Birch Lane, apartment 3, Minneapolis','Ring twice. The neighbor in apartment 2 has a key.',0,'Dr. Osei: after 5 minutes give the Diastat once. Call 911 if it has not stopped 5 minutes later, or if breathing is poor.','Northside Spasticity Clinic, nurse P. Lund','2026-11-03','65bc3a3d3d388899c0c9c343c4e3bec4fff3474777a5ce791554296ca04114ef','');
INSERT INTO "care_recipient" VALUES('person-2',1,'Ruth','Ruth Adeyemi','1944-09-17',NULL,'female','142','lb','2026-10-12',NULL,'["English", "Yoruba"]','hard of hearing; wears hearing aids','walks with a frame; sometimes forgets the day','Takes a blood thinner (Eliquis), oxycodone, lorazepam and insulin.','["atrial fibrillation", "type 2 diabetes", "chronic back pain"]','none_known','2026-11-03','Mercy General Hospital','DNR form in the fridge door','9 Cedar Court, Minneapolis','The front door code is with Grace.',0,'',NULL,NULL,NULL,'');
INSERT INTO "care_recipient" VALUES('person-3',2,'Nadia','Nadia Marsh','1984-06-21',NULL,'female',NULL,NULL,NULL,NULL,'["English", "Polish"]','speaks; tires quickly','uses a wheelchair; legs are stiff in the morning','','["multiple sclerosis"]','not_recorded',NULL,'','','','',0,'',NULL,NULL,NULL,'');
CREATE TABLE contact (
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	relationship TEXT NOT NULL, 
	care_recipient_ids JSON NOT NULL, 
	relationships JSON NOT NULL, 
	call_order INTEGER, 
	address TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	CONSTRAINT pk_contact PRIMARY KEY (id)
);
INSERT INTO "contact" VALUES('contact-1',0,'Anna Marsh','family','','["person-1", "person-3"]','["mother", "sister-in-law"]',1,'','');
INSERT INTO "contact" VALUES('contact-2',1,'Jonas Marsh','family','','["person-1", "person-3"]','["father", "brother"]',2,'','');
INSERT INTO "contact" VALUES('contact-3',2,'Dr. Lena Osei','prescriber','neurologist','["person-1"]','[]',3,'','');
INSERT INTO "contact" VALUES('contact-4',3,'Riverside Pharmacy','pharmacy','','["person-1", "person-3"]','[]',4,'','');
INSERT INTO "contact" VALUES('contact-5',4,'Grace Adeyemi','family','daughter','["person-2"]','[]',1,'','');
INSERT INTO "contact" VALUES('contact-6',5,'Dr. Samuel Brandt','prescriber','family doctor','["person-2"]','[]',2,'','');
INSERT INTO "contact" VALUES('contact-7',6,'Maple Street Pharmacy','pharmacy','','["person-2"]','[]',3,'','');
INSERT INTO "contact" VALUES('contact-8',7,'Dr. Ivy Chen','prescriber','neurologist','["person-3"]','[]',3,'','');
CREATE TABLE contact_phone (
	contact_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	label TEXT NOT NULL, 
	when_to_call TEXT NOT NULL, 
	CONSTRAINT pk_contact_phone PRIMARY KEY (contact_id, position), 
	CONSTRAINT fk_contact_phone_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "contact_phone" VALUES('contact-1',0,'(612) 555-0110','mobile','');
INSERT INTO "contact_phone" VALUES('contact-2',0,'(612) 555-0111','mobile','');
INSERT INTO "contact_phone" VALUES('contact-3',0,'(612) 555-0150','day','seizures, medicines');
INSERT INTO "contact_phone" VALUES('contact-3',1,'(612) 555-0151','after_hours','seizure that is not like the others');
INSERT INTO "contact_phone" VALUES('contact-3',2,'(612) 555-0152','fax','');
INSERT INTO "contact_phone" VALUES('contact-4',0,'(612) 555-0160','day','refills');
INSERT INTO "contact_phone" VALUES('contact-5',0,'(612) 555-0120','mobile','');
INSERT INTO "contact_phone" VALUES('contact-6',0,'(612) 555-0170','day','');
INSERT INTO "contact_phone" VALUES('contact-6',1,'(612) 555-0171','after_hours','questions that cannot wait');
INSERT INTO "contact_phone" VALUES('contact-7',0,'(612) 555-0180','day','refills');
INSERT INTO "contact_phone" VALUES('contact-8',0,'(612) 555-0190','day','baclofen running low');
CREATE TABLE draft (
	"key" TEXT NOT NULL, 
	fields JSON NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY ("key")
);
INSERT INTO "draft" VALUES('medication/new','{"product_name": "Kepp"}');
CREATE TABLE emergency_item (
	care_recipient_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	place TEXT NOT NULL, 
	CONSTRAINT pk_emergency_item PRIMARY KEY (care_recipient_id, position), 
	CONSTRAINT fk_emergency_item_care_recipient_id_care_recipient FOREIGN KEY(care_recipient_id) REFERENCES care_recipient (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "emergency_item" VALUES('person-1',0,'pump ID card','blue folder, kitchen');
INSERT INTO "emergency_item" VALUES('person-1',1,'Diastat','bag on the wheelchair');
INSERT INTO "emergency_item" VALUES('person-2',0,'naloxone','top kitchen drawer');
CREATE TABLE event (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	subject_id TEXT NOT NULL, 
	at TEXT NOT NULL, 
	offset_seconds INTEGER NOT NULL, 
	noted_at TEXT, 
	noted_by TEXT NOT NULL, 
	amends TEXT, 
	reason TEXT NOT NULL, 
	what TEXT NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (number), 
	CONSTRAINT uq_event_id UNIQUE (id), 
	CONSTRAINT uq_event_amends UNIQUE (amends)
);
INSERT INTO "event" VALUES(1,'e1','observation','person-1','','2026-11-22T11:00:00.000000',3600,'2026-11-22T12:00:00+01:00','Anna',NULL,'','{"kind":"observation","thing":"spasms","level":"more","words":"after lunch"}');
INSERT INTO "event" VALUES(2,'e2','observation','person-1','','2026-11-22T11:00:00.000000',3600,'2026-11-22T12:00:00+01:00','Anna','e1','a slip','{"kind":"observation","thing":"spasms","level":"much_more","words":"after lunch"}');
INSERT INTO "event" VALUES(3,'d463e215641c40418f6d9987dad872d0','print','person-1','','2026-11-22T11:00:00.000000',3600,'2026-11-22T12:00:00+01:00','Anna',NULL,'','{"kind":"print","serial":1,"document":"emergency","printed_on":"2026-11-22","fingerprint":"ab"}');
CREATE TABLE event_month (
	month TEXT NOT NULL, 
	events INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	CONSTRAINT pk_event_month PRIMARY KEY (month)
);
INSERT INTO "event_month" VALUES('2026-11',3,'39e40988c88003c16d7b7f47d159fbd32cc46bf4c93ab407ec4fc3872b5f5f4a');
CREATE TABLE event_once (
	once TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	CONSTRAINT pk_event_once PRIMARY KEY (once)
);
INSERT INTO "event_once" VALUES('print/1','d463e215641c40418f6d9987dad872d0');
CREATE TABLE history (
	number INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	what TEXT NOT NULL, 
	changes TEXT NOT NULL, 
	CONSTRAINT pk_history PRIMARY KEY (number)
);
INSERT INTO "history" VALUES(1,'2026-11-22T12:00:00+01:00','Anna','kept','Imported a document','');
CREATE TABLE implanted_device (
	care_recipient_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	details TEXT NOT NULL, 
	CONSTRAINT pk_implanted_device PRIMARY KEY (care_recipient_id, position), 
	CONSTRAINT fk_implanted_device_care_recipient_id_care_recipient FOREIGN KEY(care_recipient_id) REFERENCES care_recipient (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "implanted_device" VALUES('person-1',0,'VP shunt','programmable, right side');
CREATE TABLE medication (
	id TEXT NOT NULL, 
	care_recipient_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	product_name TEXT NOT NULL, 
	ingredients JSON NOT NULL, 
	strength TEXT NOT NULL, 
	dose_form TEXT NOT NULL, 
	route TEXT, 
	route_in_words TEXT NOT NULL, 
	dose_amount VARCHAR(32), 
	dose_unit TEXT, 
	measured_as_amount VARCHAR(32), 
	measured_as_unit TEXT, 
	directions TEXT NOT NULL, 
	timing_kind TEXT, 
	times_of_day JSON NOT NULL, 
	as_needed_reason TEXT NOT NULL, 
	minimum_gap_minutes INTEGER, 
	maximum_in_24_hours_amount VARCHAR(32), 
	maximum_in_24_hours_unit TEXT, 
	schedule_in_words TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	prescriber TEXT NOT NULL, 
	pharmacy TEXT NOT NULL, 
	started_on DATE, 
	stopped_on DATE, 
	stopped_reason TEXT, 
	reference_medicine_ids JSON, 
	reference_confirmed_on DATE, 
	notes TEXT NOT NULL, 
	CONSTRAINT pk_medication PRIMARY KEY (id), 
	CONSTRAINT fk_medication_care_recipient_id_care_recipient FOREIGN KEY(care_recipient_id) REFERENCES care_recipient (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "medication" VALUES('medication-1','person-1',0,'Keppra','["levetiracetam"]','100 mg per mL','liquid','feeding_tube','','500','mg','5','mL','','times_of_day','["08:00", "20:00"]','',NULL,NULL,NULL,'','seizures','Dr. Lena Osei','Riverside Pharmacy','2019-05-06',NULL,NULL,'["levetiracetam"]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-2','person-1',1,'Diastat','["diazepam"]','7.5 mg','rectal gel','rectal','','7.5','mg',NULL,NULL,'','as_needed','[]','a seizure, as the seizure plan says',NULL,NULL,NULL,'','seizures','Dr. Lena Osei','Riverside Pharmacy','2021-02-01',NULL,NULL,'["diazepam"]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-3','person-1',2,'cetirizine','["cetirizine"]','1 mg per mL','liquid','feeding_tube','','5','mg','5','mL','','times_of_day','["20:00"]','',NULL,NULL,NULL,'','allergies','Dr. Lena Osei','Riverside Pharmacy',NULL,NULL,NULL,'[]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-4','person-1',3,'multivitamin','[]','','liquid','feeding_tube','',NULL,NULL,'1','mL','','times_of_day','["08:00"]','',NULL,NULL,NULL,'','vitamins','','',NULL,NULL,NULL,'[]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-5','person-1',4,'glycopyrrolate','["glycopyrrolate"]','1 mg per 5 mL','liquid','feeding_tube','','1','mg','5','mL','','times_of_day','["08:00", "14:00", "20:00"]','',NULL,NULL,NULL,'','drooling','Dr. Lena Osei','Riverside Pharmacy',NULL,NULL,NULL,'[]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-6','person-1',5,'omeprazole','["omeprazole"]','2 mg per mL','liquid','feeding_tube','','20','mg','10','mL','','times_of_day','["07:00"]','',NULL,NULL,NULL,'','reflux','Dr. Lena Osei','Riverside Pharmacy',NULL,NULL,NULL,'[]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-7','person-1',6,'MiraLAX','["polyethylene glycol 3350"]','17 g packet','powder','feeding_tube','','17','g','1','packet','','times_of_day','["08:00"]','',NULL,NULL,NULL,'','constipation','Dr. Lena Osei','Riverside Pharmacy',NULL,NULL,NULL,'[]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-8','person-1',7,'vitamin D3','["cholecalciferol"]','400 units per mL','drops','feeding_tube','','400','units','1','mL','','times_of_day','["08:00"]','',NULL,NULL,NULL,'','bones','','',NULL,NULL,NULL,'[]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-9','person-1',8,'melatonin','["melatonin"]','3 mg','tablet','feeding_tube','','3','mg','1','tablet','','times_of_day','["20:30"]','',NULL,NULL,NULL,'','sleep','','',NULL,NULL,NULL,'[]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-10','person-1',9,'albuterol','["albuterol"]','90 micrograms per puff','inhaler','inhalation','',NULL,NULL,'2','puff','','as_needed','[]','wheezing',240,NULL,NULL,'','wheezing','Dr. Lena Osei','Riverside Pharmacy',NULL,NULL,NULL,'[]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-11','person-1',10,'acetaminophen','["acetaminophen"]','160 mg per 5 mL','liquid','feeding_tube','','320','mg','10','mL','','as_needed','[]','pain or fever',360,'4','dose','','pain, fever','Dr. Lena Osei','Riverside Pharmacy',NULL,NULL,NULL,'["acetaminophen"]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-12','person-1',11,'ibuprofen','["ibuprofen"]','100 mg per 5 mL','liquid','feeding_tube','','200','mg','10','mL','','as_needed','[]','pain',480,'3','dose','','pain','Dr. Lena Osei','Riverside Pharmacy',NULL,NULL,NULL,'["ibuprofen"]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-13','person-1',12,'tizanidine','["tizanidine"]','2 mg','tablet','feeding_tube','','2','mg','1','tablet','','times_of_day','["20:00"]','',NULL,NULL,NULL,'','tight muscles','Dr. Lena Osei','Riverside Pharmacy','2018-01-15','2019-04-02','pump implanted','["tizanidine"]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-14','person-2',0,'oxycodone','["oxycodone"]','5 mg','tablet','oral','','5','mg','1','tablet','','as_needed','[]','back pain',360,'4','tablet','','back pain','Dr. Samuel Brandt','Maple Street Pharmacy','2026-06-01',NULL,NULL,'["oxycodone"]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-15','person-2',1,'lorazepam','["lorazepam"]','0.5 mg','tablet','oral','','0.5','mg','1','tablet','','times_of_day','["21:00"]','',NULL,NULL,NULL,'','sleep','Dr. Samuel Brandt','Maple Street Pharmacy','2020-01-10',NULL,NULL,'["lorazepam"]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-16','person-2',2,'Eliquis','["apixaban"]','5 mg','tablet','oral','','5','mg','1','tablet','','times_of_day','["08:00", "20:00"]','',NULL,NULL,NULL,'','atrial fibrillation','Dr. Samuel Brandt','Maple Street Pharmacy','2023-04-18',NULL,NULL,'["doac"]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-17','person-2',3,'Lantus','["insulin glargine"]','100 units per mL','pen','subcutaneous','','14','units',NULL,NULL,'','times_of_day','["21:00"]','',NULL,NULL,NULL,'','diabetes','Dr. Samuel Brandt','Maple Street Pharmacy','2015-08-03',NULL,NULL,'["insulin"]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-18','person-2',4,'Toprol-XL','["metoprolol succinate"]','50 mg','long-acting tablet','oral','','50','mg','1','tablet','','times_of_day','["08:00"]','',NULL,NULL,NULL,'','blood pressure','Dr. Samuel Brandt','Maple Street Pharmacy',NULL,NULL,NULL,'["metoprolol"]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-19','person-2',5,'furosemide','["furosemide"]','20 mg','tablet','oral','','20','mg','1','tablet','','times_of_day','["08:00"]','',NULL,NULL,NULL,'','swollen legs','Dr. Samuel Brandt','Maple Street Pharmacy',NULL,NULL,NULL,'[]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-20','person-2',6,'atorvastatin','["atorvastatin"]','40 mg','tablet','oral','','40','mg','1','tablet','','times_of_day','["20:00"]','',NULL,NULL,NULL,'','cholesterol','Dr. Samuel Brandt','Maple Street Pharmacy',NULL,NULL,NULL,'[]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-21','person-2',7,'alendronate','["alendronate"]','70 mg','tablet','oral','','70','mg','1','tablet','','other','[]','',NULL,NULL,NULL,'every Sunday at 7:00 in the morning, once a week','bones','Dr. Samuel Brandt','Maple Street Pharmacy',NULL,NULL,NULL,'[]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-22','person-2',8,'senna','["sennosides"]','8.6 mg','tablet','oral','',NULL,NULL,'2','tablet','','times_of_day','["21:00"]','',NULL,NULL,NULL,'','constipation','','',NULL,NULL,NULL,'[]','2026-11-02','');
INSERT INTO "medication" VALUES('medication-23','person-3',0,'baclofen','["baclofen"]','10 mg','tablet','oral','','10','mg','1','tablet','','times_of_day','["07:00", "13:00", "19:00"]','',NULL,NULL,NULL,'','tight muscles','Dr. Ivy Chen','Riverside Pharmacy','2020-02-02',NULL,NULL,'["baclofen_oral"]','2026-11-02','');
CREATE TABLE meta (
	id INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY (id)
);
INSERT INTO "meta" VALUES(1,1);
CREATE TABLE note (
	"key" TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_note PRIMARY KEY ("key")
);
CREATE TABLE preferences (
	id INTEGER NOT NULL, 
	country TEXT NOT NULL, 
	emergency_number TEXT NOT NULL, 
	poison_number TEXT NOT NULL, 
	clock TEXT NOT NULL, 
	paper TEXT NOT NULL, 
	CONSTRAINT pk_preferences PRIMARY KEY (id)
);
INSERT INTO "preferences" VALUES(1,'US','911','1-800-222-1222','12h','letter');
CREATE TABLE procedure_to_avoid (
	care_recipient_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	procedure TEXT NOT NULL, 
	why TEXT NOT NULL, 
	CONSTRAINT pk_procedure_to_avoid PRIMARY KEY (care_recipient_id, position), 
	CONSTRAINT fk_procedure_to_avoid_care_recipient_id_care_recipient FOREIGN KEY(care_recipient_id) REFERENCES care_recipient (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "procedure_to_avoid" VALUES('person-1',0,'lumbar puncture','pump catheter in the spine: ask the pump clinic first');
CREATE TABLE pump (
	id TEXT NOT NULL, 
	care_recipient_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	drug TEXT NOT NULL, 
	maker TEXT NOT NULL, 
	model TEXT NOT NULL, 
	serial_number TEXT NOT NULL, 
	reservoir_size_amount VARCHAR(32), 
	reservoir_size_unit TEXT, 
	concentration_amount VARCHAR(32), 
	concentration_unit TEXT, 
	daily_dose_amount VARCHAR(32), 
	daily_dose_unit TEXT, 
	mode TEXT NOT NULL, 
	implanted_on DATE, 
	low_reservoir_alarm_volume_amount VARCHAR(32), 
	low_reservoir_alarm_volume_unit TEXT, 
	low_reservoir_alarm_on DATE, 
	refill_by DATE, 
	last_refill_on DATE, 
	next_appointment_on DATE, 
	next_appointment_at TIME, 
	replace_by DATE, 
	mri_note TEXT NOT NULL, 
	clinic_name TEXT NOT NULL, 
	oral_backup_plan TEXT NOT NULL, 
	reference_medicine_ids JSON, 
	reference_confirmed_on DATE, 
	notes TEXT NOT NULL, 
	CONSTRAINT pk_pump PRIMARY KEY (id), 
	CONSTRAINT fk_pump_care_recipient_id_care_recipient FOREIGN KEY(care_recipient_id) REFERENCES care_recipient (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "pump" VALUES('pump-1','person-1',0,'baclofen','Medtronic','SynchroMed II 8637-20','NGV000123H','20','mL','2000','mcg','350','mcg','simple continuous','2019-03-28','2','mL','2027-02-05','2027-01-29','2026-10-30','2027-01-22','09:30:00.000000','2027-09-01','Call the pump clinic before any scan.','Northside Spasticity Clinic','The clinic''s letter in the blue folder; call the clinic before using it.','["baclofen_intrathecal"]','2026-11-02','');
CREATE TABLE pump_phone (
	pump_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	label TEXT NOT NULL, 
	when_to_call TEXT NOT NULL, 
	CONSTRAINT pk_pump_phone PRIMARY KEY (pump_id, position), 
	CONSTRAINT fk_pump_phone_pump_id_pump FOREIGN KEY(pump_id) REFERENCES pump (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "pump_phone" VALUES('pump-1',0,'(612) 555-0142','day','refill');
INSERT INTO "pump_phone" VALUES('pump-1',1,'(612) 555-0143','after_hours','pump alarm at night');
CREATE TABLE seal (
	id INTEGER NOT NULL, 
	household TEXT NOT NULL, 
	history TEXT NOT NULL, 
	events TEXT NOT NULL, 
	event_count INTEGER NOT NULL, 
	CONSTRAINT pk_seal PRIMARY KEY (id)
);
INSERT INTO "seal" VALUES(1,'266ea36a618e27739db0178219805f93059fa287ff3f387b0313ac2aac799c74','5bde407e79f18b2b544486ea9599d68f1a3ce9a12de4a4e4516b980a19852f60','d3168b00007b0807ec3c5c3b37656bc106bb9fc2b2b3a5c7dc04dfea4288b541',3);
CREATE INDEX ix_event_person ON event (kind, person_id, at);
CREATE INDEX ix_event_subject ON event (kind, subject_id, at);
CREATE INDEX ix_event_at ON event (at);
CREATE INDEX ix_event_once_event_id ON event_once (event_id);
CREATE INDEX ix_medication_care_recipient_id ON medication (care_recipient_id);
CREATE INDEX ix_pump_care_recipient_id ON pump (care_recipient_id);
CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is only added to'); END;
CREATE TRIGGER history_is_never_removed BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is only added to'); END;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'event is only added to'); END;
CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'event is only added to'); END;
COMMIT;
