//! Is a writer alone from when it looks at the index until it ends?

use super::samples::{alone, bring, fill, held, shelf};
use super::*;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use tantivy::directory::error::{DeleteError, OpenReadError, OpenWriteError};
use tantivy::directory::{FileHandle, Lock, WatchCallback, WatchHandle, WritePtr};

/// A folder of files that another writer would write, too: whenever anything is done there, it tries.
#[derive(Clone, Debug)]
struct Envied {
    inner: MmapDirectory,
    folder: PathBuf,
    tries: Arc<AtomicUsize>,
    /// How often it could.
    taken: Arc<AtomicUsize>,
}

impl Envied {
    fn pry(&self) {
        self.tries.fetch_add(1, Ordering::SeqCst);
        if bring(&self.folder, &shelf(20..40)).is_ok() {
            self.taken.fetch_add(1, Ordering::SeqCst);
        }
    }
}

impl Directory for Envied {
    fn get_file_handle(&self, path: &Path) -> std::result::Result<Arc<dyn FileHandle>, OpenReadError> {
        self.pry();
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> std::result::Result<(), DeleteError> {
        self.pry();
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> std::result::Result<bool, OpenReadError> {
        self.pry();
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> std::result::Result<WritePtr, OpenWriteError> {
        self.pry();
        self.inner.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> std::result::Result<Vec<u8>, OpenReadError> {
        self.pry();
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.pry();
        self.inner.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.pry();
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> std::result::Result<DirectoryLock, LockError> {
        self.pry();
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

#[test]
fn nobody_writes_between_the_look_at_an_index_and_its_writing() {
    let _alone = alone();
    let folder = tempfile::tempdir().expect("a folder for the test");
    for place in ["new", "begun"].map(|name| folder.path().join(name)) {
        if place.ends_with("begun") {
            bring(&place, &shelf(0..10)).expect("a first part is committed");
        }
        let (tries, taken) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let wrap = |inner| Envied { inner, folder: place.clone(), tries: tries.clone(), taken: taken.clone() };
        let mut writer = Writer::open_over(&place, 1, wrap).expect("it is opened");
        fill(&mut writer, 0..20).expect("it is committed");
        writer.close().expect("it ends");
        assert_eq!(taken.load(Ordering::SeqCst), 0, "of {} tries", tries.load(Ordering::SeqCst));
        assert!(tries.load(Ordering::SeqCst) > 0);
        assert_eq!(held(&place).0, 20);
        bring(&place, &shelf(0..30)).expect("what was written is whole");
    }
}
