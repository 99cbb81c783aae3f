"""Uploads on their way: in memory while they are small, else in the folder for temporary files."""

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler


class TidyUploadHandler(TemporaryFileUploadHandler):
    """Django's, that leaves nothing in the folder where it cannot be written: it may be full.

    The form then comes without the file, and says why: ``articles.admin.base.storing``.
    """

    def receive_data_chunk(self, raw_data, start):
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self.upload_interrupted()
            self.request.fault_of_storing = error
            raise StopUpload from error
