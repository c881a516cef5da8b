internal import GRDB

/// The steps that make the schema of the database. A step that was released never changes.
enum LabMigrations {
  /// All steps in order.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: computers and settings") { database in
      try database.execute(
        sql: """
          CREATE TABLE computer (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE COLLATE NOCASE,
            changes INTEGER NOT NULL DEFAULT 0
          );
          CREATE TABLE setting (
            computer INTEGER NOT NULL REFERENCES computer ON DELETE CASCADE,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (computer, name)
          ) WITHOUT ROWID;
          """)
    }
    migrator.registerMigration("2: delegation of credentials") { database in
      try database.execute(
        sql: """
          CREATE TABLE delegation (
            position INTEGER PRIMARY KEY,
            entry TEXT NOT NULL
          );
          """)
    }
    migrator.registerMigration("3: listeners, mappings and plugins") { database in
      try database.execute(
        sql: """
          CREATE TABLE list (
            computer INTEGER NOT NULL REFERENCES computer ON DELETE CASCADE,
            kind TEXT NOT NULL,
            PRIMARY KEY (computer, kind)
          ) WITHOUT ROWID;
          CREATE TABLE item (
            computer INTEGER NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL COLLATE NOCASE,
            position INTEGER NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (computer, kind, name),
            FOREIGN KEY (computer, kind) REFERENCES list ON DELETE CASCADE
          );
          """)
    }
    migrator.registerMigration("4: instances of CIM") { database in
      try database.execute(
        sql: """
          CREATE TABLE cim_computer (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE COLLATE NOCASE
          );
          CREATE TABLE cim_instance (
            id INTEGER PRIMARY KEY,
            computer INTEGER NOT NULL REFERENCES cim_computer ON DELETE CASCADE,
            namespace TEXT NOT NULL COLLATE NOCASE,
            class TEXT NOT NULL COLLATE NOCASE,
            key TEXT NOT NULL,
            document TEXT NOT NULL,
            UNIQUE (computer, namespace, class, key)
          );
          CREATE INDEX cim_instance_by_class ON cim_instance (computer, namespace, class, id);
          """)
    }
    migrator.registerMigration("5: accounts") { database in
      try database.execute(
        sql: """
          CREATE TABLE account_directory (
            computer TEXT PRIMARY KEY COLLATE NOCASE,
            document TEXT NOT NULL
          ) WITHOUT ROWID;
          """)
    }
    return migrator
  }
}
