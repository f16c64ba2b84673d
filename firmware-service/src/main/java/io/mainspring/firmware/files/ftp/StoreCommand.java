package io.mainspring.firmware.files.ftp;

import io.mainspring.firmware.files.Protocol;
import io.mainspring.firmware.files.address.Address.Direction;
import io.mainspring.firmware.files.store.SizeExceeded;
import io.mainspring.firmware.files.upload.NotTaken;
import io.mainspring.firmware.files.upload.Uploads;
import java.io.IOException;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.ftplet.DataConnection;
import org.apache.ftpserver.ftplet.DataType;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.impl.IODataConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * STOR. The server's own writes through a stream that is closed alike after success and after a
 * break; here a file counts only when its transfer has ended well. Bytes are taken as they are,
 * whatever TYPE was said.
 */
final class StoreCommand implements Command {

    private static final Logger log = LoggerFactory.getLogger(StoreCommand.class);

    private final Uploads uploads;

    StoreCommand(Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request)
            throws IOException {
        try {
            session.write(store(session, request));
        } finally {
            session.resetState();
            session.getDataConnection().closeDataConnection();
        }
    }

    private FtpReply store(FtpIoSession session, FtpRequest request) {
        if (!(session.getFileSystemView() instanceof JobDirectory directory)
                || directory.address().direction() != Direction.UPLOAD
                || !directory.isOpen()) {
            return reply(FtpReply.REPLY_550_REQUESTED_ACTION_NOT_TAKEN, "No uploads here.");
        }
        if (session.getFileOffset() > 0) {
            return reply(
                    FtpReply.REPLY_504_COMMAND_NOT_IMPLEMENTED_FOR_THAT_PARAMETER,
                    "Uploads begin at the beginning.");
        }
        if (session.getDataConnection() instanceof IODataConnectionFactory data
                && data.getInetAddress() == null) {
            return reply(
                    FtpReply.REPLY_503_BAD_SEQUENCE_OF_COMMANDS,
                    "PORT or PASV must be issued first.");
        }
        session.write(reply(FtpReply.REPLY_150_FILE_STATUS_OKAY, "Send it."))
                .awaitUninterruptibly();
        DataConnection connection;
        try {
            connection = session.getDataConnection().openConnection();
        } catch (Exception e) { // the interface declares no less
            log.debug("no data connection", e);
            return reply(FtpReply.REPLY_425_CANT_OPEN_DATA_CONNECTION, "No data connection.");
        }
        return transfer(session, directory, request.getArgument(), connection);
    }

    private FtpReply transfer(
            FtpIoSession session, JobDirectory directory, String name, DataConnection connection) {
        session.setDataType(DataType.BINARY);
        try {
            uploads.take(
                    directory.address(),
                    name,
                    session.isSecure() ? Protocol.FTPS : Protocol.FTP,
                    -1,
                    target -> connection.transferFromClient(session.getFtpletSession(), target));
            return reply(FtpReply.REPLY_226_CLOSING_DATA_CONNECTION, "Stored.");
        } catch (SizeExceeded e) {
            return reply(
                    FtpReply.REPLY_552_REQUESTED_FILE_ACTION_ABORTED_EXCEEDED_STORAGE,
                    "Too large: " + e.getMessage() + ".");
        } catch (NotTaken e) {
            return reply(
                    FtpReply.REPLY_450_REQUESTED_FILE_ACTION_NOT_TAKEN,
                    "Nothing was kept: " + e.getMessage() + ".");
        } catch (IOException e) {
            log.warn(
                    "upload broken chargePoint={} job={} reason={}",
                    directory.address().chargePointId(),
                    directory.address().jobId(),
                    e.toString());
            return reply(
                    FtpReply.REPLY_426_CONNECTION_CLOSED_TRANSFER_ABORTED, "Nothing was kept.");
        } catch (RuntimeException e) {
            log.error(
                    "upload failed chargePoint={} job={}",
                    directory.address().chargePointId(),
                    directory.address().jobId(),
                    e);
            return reply(FtpReply.REPLY_451_REQUESTED_ACTION_ABORTED, "Nothing was kept.");
        }
    }

    private static FtpReply reply(int code, String text) {
        return new DefaultFtpReply(code, text);
    }
}
